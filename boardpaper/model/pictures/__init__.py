"""Files of pictures without what they say beside the picture."""
