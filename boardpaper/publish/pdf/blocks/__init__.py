"""Paragraphs, tables and frames become blocks to be laid out."""
