"""Hostile input of every kind, for the ordinary run and for ``make fuzz`` alike.

A kind is one module's entry: inputs, and what must hold for each of them. What must hold
everywhere: a result or one clear error with id, place and remedy; never a traceback, never time or
memory without bounds, never a control character on a terminal.
"""
