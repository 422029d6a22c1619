"""Pages for people: the report on one or many systems, and the evidence of one run.

Each is one static file. It loads nothing, and runs no script but the filter of the report. The
package is imported only where a page is asked for.
"""
