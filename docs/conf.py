"""Settings of the site: ``make docs``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from zwe_vsam import __version__

project = "zwe-vsam"
version = release = __version__
html_title = f"zwe-vsam {__version__}"
language = "en"
extensions = ["myst_parser", "tools.mermaid"]
exclude_patterns = ["reference/generated"]
nitpicky = True

myst_fence_as_directive = ["mermaid"]
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]

# Options keep their two hyphens.
smartquotes = False

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "monokai"
