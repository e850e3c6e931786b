"""Figures that stay live inside a Word file: the ledger, bindings, controls, refresh, trace and comparison."""
