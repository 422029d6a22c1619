"""Why a job failed, or does not run: spool text -> cause, evidence, meaning, remedy.

``explain`` finds the cause of an ended job, ``waiting`` says why one does not run. The causes
stand in tables, one file for each area; docs/diagnosis.md lists them. Nothing here has effects,
and nothing is concluded that the system's own text, or how the job ended, does not say.
"""
