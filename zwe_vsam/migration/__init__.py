"""The way of a configuration to Infinispan storage: what to change, and what to know about it.

``plan.py`` is a pure function from a configuration to edits and refusals. Nothing here reads or
writes a file or a system.
"""
