"""What ``make release`` builds: each module makes one kind of file, ``__main__`` makes them all.

A file is a function of the sources, of the pinned wheels and of SOURCE_DATE_EPOCH alone. Nothing
takes the time of day, the user, or the order in which a file system lists names.
"""
