"""The cluster: how it compares with zowe.yaml, and whether it may be deleted."""
