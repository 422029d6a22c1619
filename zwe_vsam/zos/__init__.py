"""Readers and printers of the formats of z/OS: names, records, JCL, IDCAMS, LISTCAT, jobs.

Readers and printers only: nothing in this folder has an effect outside its return value.
"""
