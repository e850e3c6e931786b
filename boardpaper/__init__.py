"""KPI workbooks and narrative to Word board papers whose figures stay live, and accessible publication copies."""

__version__ = "0.1.0"
