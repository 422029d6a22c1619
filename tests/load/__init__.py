"""The served sandbox with many requests, many starts, and clients that do not behave."""
