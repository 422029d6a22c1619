"""Reads zowe.yaml, merges and evaluates it as Zowe does, and validates the settings."""
