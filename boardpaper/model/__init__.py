"""What the program talks about: frozen records that need nothing but the standard library and msgspec."""
