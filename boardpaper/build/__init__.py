"""The stages in order, and the files they leave: the only place that knows the order."""
