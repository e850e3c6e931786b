"""Everything that a file of any format says, shown or not."""
