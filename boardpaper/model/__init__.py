"""What the program talks about: frozen dataclasses that need nothing but the standard library."""
