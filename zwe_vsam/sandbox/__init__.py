"""A small z/OS in a folder: catalog, volumes, SMS, IDCAMS and JES, executing real JCL.

``system.System`` is the way in; everything else is a part of it.
"""
