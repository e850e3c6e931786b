"""What tests share: small papers and meetings, edits, plants, outside tools."""
