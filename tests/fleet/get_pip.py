"""In the place of the get-pip that ansible-test would download: pip as Python brings it."""

import ensurepip
import subprocess
import sys

ensurepip.bootstrap()
words = [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", *words]))
