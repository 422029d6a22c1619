"""In 1.2 an exception says what the command wrote on standard error, and nothing else."""


class ZOAUException(Exception):
    """A command failed."""


class DatasetWriteException(Exception):
    """A data set could not be written."""


class JobSubmitException(Exception):
    """A job could not be submitted."""


class JobFetchException(Exception):
    """A job could not be looked at."""


class DDQueryException(Exception):
    """The output of a job could not be listed."""
