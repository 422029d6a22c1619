"""What the Makefile needs beyond one line."""
