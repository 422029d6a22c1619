"""templates/ZWECSVSM.jcl.j2, compiled by Jinja2. tools/compile_templates.py wrote it."""

from zwe_vsam.member.compiled import Undefined, environment, missing

JINJA2 = '3.1.6'
SOURCE = (
    '//ZWECSVSM JOB {{ header }}\n'
    '//*\n'
    '//* Creates the VSAM cluster in which the instances of the Zowe\n'
    '//* Caching Service keep their shared state.\n'
    '//*\n'
    '//* The job ends with code 0 when the cluster has been defined.\n'
    '//* An existing cluster is never touched: the job then ends with\n'
    '//* code 12 and message IDC3013I.\n'
    '//*\n'
    '{% if mode == "RLS" %}\n'
    '//* RLS: opened through record-level sharing. LOG(NONE) is what the\n'
    '//* Caching Service needs. The storage class must have a cache set.\n'
    '{% else %}\n'
    '//* NONRLS: SHAREOPTIONS(2 3) lets one instance write at a time.\n'
    '{% endif %}\n'
    '//*\n'
    '//ALLOC    EXEC PGM=IDCAMS,REGION=0M\n'
    '//SYSPRINT DD SYSOUT=*\n'
    '//SYSIN    DD *\n'
    '  DEFINE CLUSTER -\n'
    '   (NAME({{ cluster }}) -\n'
    '{% if mode == "RLS" %}\n'
    '    STORCLAS({{ storage_class }}) -\n'
    '    LOG(NONE) -\n'
    '{% else %}\n'
    '    VOLUME({{ volume }}) -\n'
    '    SHAREOPTIONS(2 3) -\n'
    '{% endif %}\n'
    '    REC(80 20) -\n'
    '    INDEXED) -\n'
    '   DATA(NAME({{ cluster }}.DATA) -\n'
    '    RECSZ({{ record_length }} {{ record_length }}) -\n'
    '    UNIQUE -\n'
    '    KEYS({{ key_length }} 0)) -\n'
    '   INDEX(NAME({{ cluster }}.INDEX) -\n'
    '    UNIQUE)\n'
    '/*\n'
)
name = 'ZWECSVSM.jcl.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_header = resolve('header')
    l_0_mode = resolve('mode')
    l_0_cluster = resolve('cluster')
    l_0_storage_class = resolve('storage_class')
    l_0_volume = resolve('volume')
    l_0_record_length = resolve('record_length')
    l_0_key_length = resolve('key_length')
    pass
    yield '//ZWECSVSM JOB '
    yield str((undefined(name='header') if l_0_header is missing else l_0_header))
    yield '\n//*\n//* Creates the VSAM cluster in which the instances of the Zowe\n//* Caching Service keep their shared state.\n//*\n//* The job ends with code 0 when the cluster has been defined.\n//* An existing cluster is never touched: the job then ends with\n//* code 12 and message IDC3013I.\n//*\n'
    if ((undefined(name='mode') if l_0_mode is missing else l_0_mode) == 'RLS'):
        pass
        yield '//* RLS: opened through record-level sharing. LOG(NONE) is what the\n//* Caching Service needs. The storage class must have a cache set.\n'
    else:
        pass
        yield '//* NONRLS: SHAREOPTIONS(2 3) lets one instance write at a time.\n'
    yield '//*\n//ALLOC    EXEC PGM=IDCAMS,REGION=0M\n//SYSPRINT DD SYSOUT=*\n//SYSIN    DD *\n  DEFINE CLUSTER -\n   (NAME('
    yield str((undefined(name='cluster') if l_0_cluster is missing else l_0_cluster))
    yield ') -\n'
    if ((undefined(name='mode') if l_0_mode is missing else l_0_mode) == 'RLS'):
        pass
        yield '    STORCLAS('
        yield str((undefined(name='storage_class') if l_0_storage_class is missing else l_0_storage_class))
        yield ') -\n    LOG(NONE) -\n'
    else:
        pass
        yield '    VOLUME('
        yield str((undefined(name='volume') if l_0_volume is missing else l_0_volume))
        yield ') -\n    SHAREOPTIONS(2 3) -\n'
    yield '    REC(80 20) -\n    INDEXED) -\n   DATA(NAME('
    yield str((undefined(name='cluster') if l_0_cluster is missing else l_0_cluster))
    yield '.DATA) -\n    RECSZ('
    yield str((undefined(name='record_length') if l_0_record_length is missing else l_0_record_length))
    yield ' '
    yield str((undefined(name='record_length') if l_0_record_length is missing else l_0_record_length))
    yield ') -\n    UNIQUE -\n    KEYS('
    yield str((undefined(name='key_length') if l_0_key_length is missing else l_0_key_length))
    yield ' 0)) -\n   INDEX(NAME('
    yield str((undefined(name='cluster') if l_0_cluster is missing else l_0_cluster))
    yield '.INDEX) -\n    UNIQUE)\n/*\n'

blocks = {}
debug_info = '1=19&10=21&21=28&22=30&23=33&26=38&31=41&32=43&34=47&35=49'
