"""z/OS from within, through ZOAU (``zoautil_py``)."""
