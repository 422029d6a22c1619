from tests.standins.modern import (
    DatasetWriteError,
    DDQueryException,
    JobFetchException,
    JobSubmitException,
    ZOAUException,
)

__all__ = [
    "DDQueryException",
    "DatasetWriteError",
    "JobFetchException",
    "JobSubmitException",
    "ZOAUException",
]
