from tests.standins.modern import (
    DatasetWriteError,
    DDQueryException,
    JobCancelException,
    JobFetchException,
    JobSubmitException,
    ZOAUException,
)

__all__ = [
    "DDQueryException",
    "DatasetWriteError",
    "JobCancelException",
    "JobFetchException",
    "JobSubmitException",
    "ZOAUException",
]
