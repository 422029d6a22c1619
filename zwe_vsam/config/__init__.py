"""Where values come from: reading zowe.yaml, finding a key, judging its value."""
