"""The VSAM cluster of the Zowe Caching Service: preview, create, check, remove."""

__version__ = "0.2.0"
