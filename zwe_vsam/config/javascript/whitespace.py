"""The white space of JavaScript. Source: ECMAScript, "White Space" and "Line Terminators".

The characters of each text can stand in the brackets of a regular expression.
"""

from __future__ import annotations

LINE_ENDS = "\n\r\u2028\u2029"
_EN_QUAD, _HAIR_SPACE = 0x2000, 0x200A
BLANKS = (
    "\t\v\f \u00a0\u1680"
    + "".join(map(chr, range(_EN_QUAD, _HAIR_SPACE + 1)))
    + "\u202f\u205f\u3000\ufeff"
)
"""White space within a line."""
WHITE_SPACE = BLANKS + LINE_ENDS
