# Source: ZOAU 1.4 Python API, module "ztypes"; in 1.2 it is called types.

class ZOAUResponse:
    rc: int
    stdout_response: str | bytes
    stderr_response: str
    command: str
    response_format: str

class FileDefinition:
    # file_data: BINARY, TEXT or RECORD; status_group: OCREAT,OWRONLY and so on, as in JCL's
    # PATHOPTS; path_mode: octal.
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
