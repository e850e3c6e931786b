"""Finished PDFs merged behind one agenda into one tagged document, stamped and numbered."""
