"""In the place of the get-pip that ansible-test would download: pip as Python brings it."""

import subprocess
import sys

# In a process of its own: ensurepip takes the settings of pip out of the environment.
subprocess.check_call([sys.executable, "-m", "ensurepip"])
words = [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", *words]))
