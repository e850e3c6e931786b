"""One file or folder a command: what happens in which order. The only room that knows the order."""
