"""Stands in for zoautil_py 1.3.6; the functions are those of tests/standins/modern.py."""

ZOAU_API_VERSION = "1.3.6.0"
