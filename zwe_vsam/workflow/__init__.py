"""What the tool can do: one file for each use case."""
