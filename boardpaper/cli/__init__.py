"""Arguments in, findings and exit code out."""
