"""The Word XML that python-docx lacks, read and written."""
