"""The served sandbox with many requests and many starts; a part of ``make test-faults``."""
