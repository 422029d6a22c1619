"""Stands in for zoautil_py 1.2: older names, text without bytes, exceptions without response."""

ZOAU_API_VERSION = "1.2.5.8"
