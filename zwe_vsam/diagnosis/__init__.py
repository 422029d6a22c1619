"""Why a job failed, or does not run: spool text -> cause, evidence, meaning, remedy.

``explain`` finds the cause of an ended job, ``waiting`` that of a job that does not run. The causes
are data: causes.toml and waiting.toml, which ``table`` reads; docs/reference/causes.md lists them.
Nothing here has effects. Nothing is concluded that the system's own text, or how the job ended,
does not say.
"""
