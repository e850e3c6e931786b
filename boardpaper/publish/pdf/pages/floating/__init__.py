"""Shapes beside the text, and the room that they leave."""
