"""Packages that stand in for zoautil_py, on top of a sandbox; one folder for each level of ZOAU.

To use one: its folder first on the module path, and ZOAU_STANDIN_SANDBOX naming a sandbox.
"""
