"""templates/ZWECSRVS.jcl.j2, compiled by Jinja2. tools/compile_templates.py wrote it."""

from zwe_vsam.member.compiled import Undefined, environment, missing

JINJA2 = '3.1.6'
SOURCE = (
    '//ZWECSRVS JOB {{ header }}\n'
    '//*\n'
    '//* Removes the VSAM cluster of the Zowe Caching Service, together\n'
    '//* with its data and index components and everything in them.\n'
    '//*\n'
    '//RMVSAM   EXEC PGM=IKJEFT01\n'
    '//SYSTSPRT DD SYSOUT=*\n'
    '//SYSTSIN  DD *\n'
    "DELETE '{{ cluster }}' +\n"
    '       CLUSTER\n'
    '/*\n'
)
name = 'ZWECSRVS.jcl.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_header = resolve('header')
    l_0_cluster = resolve('cluster')
    pass
    yield '//ZWECSRVS JOB '
    yield str((undefined(name='header') if l_0_header is missing else l_0_header))
    yield "\n//*\n//* Removes the VSAM cluster of the Zowe Caching Service, together\n//* with its data and index components and everything in them.\n//*\n//RMVSAM   EXEC PGM=IKJEFT01\n//SYSTSPRT DD SYSOUT=*\n//SYSTSIN  DD *\nDELETE '"
    yield str((undefined(name='cluster') if l_0_cluster is missing else l_0_cluster))
    yield "' +\n       CLUSTER\n/*\n"

blocks = {}
debug_info = '1=14&9=16'
