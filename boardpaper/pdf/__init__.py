"""What is inside a PDF, walked without trust."""
