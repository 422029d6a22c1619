"""Rules on the Caching Service's storage in zowe.yaml.

A rule is a function that takes a ConfigView and yields Findings. There is one file for each storage
mode, some for what all modes share, and rules.py, which applies them. ignored.py splits off the
findings that the user leaves out.
"""
