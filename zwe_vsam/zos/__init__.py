"""How z/OS writes things down: names, records, JCL, IDCAMS commands, LISTCAT listings.

Readers and printers only: nothing in this folder has an effect outside its return value.
"""
