"""What boardpaper must do: the folders mirror the package, `support` holds what several tests use."""
