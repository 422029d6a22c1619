# Source: ZOAU 1.4 Python API, module "ztypes"; in 1.2 it is called types.

class ZOAUResponse:
    rc: int
    stdout_response: str | bytes
    stderr_response: str
    command: str
    response_format: str

class FileDefinition:
    # file_data: BINARY, TEXT or RECORD; path_mode: octal; status_group: one text with commas,
    # as in JCL's PATHOPTS. They become options of the command's DD:
    # --SYSPRINT="path,pathmode=0600,statusgroup=OCREAT,OWRONLY,OTRUNC,filedata=TEXT", and lrecl=,
    # blksize=, recfm=, normdisp=. Source: ZOAU documentation, command mvscmd; ibm_zos_core,
    # plugins/module_utils/dd_statement.py, FileDefinition, which joins the values with commas;
    # z/OS MVS JCL Reference, PATHOPTS: one of ORDONLY, OWRONLY, ORDWR, any of the others.
    def __init__(
        self,
        path_name: str,
        normal_disposition: str | None = None,
        abnormal_disposition: str | None = None,
        path_mode: str | None = None,
        status_group: str | None = None,
        file_data: str | None = None,
        record_length: str | None = None,
        block_size: str | None = None,
        record_format: str | None = None,
    ) -> None: ...

class DDStatement:
    def __init__(self, name: str, definition: FileDefinition) -> None: ...
