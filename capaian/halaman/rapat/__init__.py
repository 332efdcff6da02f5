"""The page of the weekly meeting: read on the left, written on the right."""
