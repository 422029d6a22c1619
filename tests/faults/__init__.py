"""Faults of every call to a system, of processes that are killed, of runs that meet.

``python -m tests.faults`` tries them all and prints how many there were and how they ended.
"""
