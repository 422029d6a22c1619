"""Pieces that make trouble, and texts with such pieces in them."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [*" \n\t:-?[]{}&*!|>'\"%@#,.\0\r\x85\ufeff", "<<: *r", "---\n", "null", "${{ x }}", "\n  ",
          "//X DD *\n", "{a.b}", "#x", "/*", "'", "(", "&MODE", "{{ x }}", "{% if %}"]  # fmt: skip
"""For any text: what YAML, JCL and templates give a meaning."""

CONTROLS = [
    "\x1b[2J", "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x1bPq\x1b\\", "\x9b2J",
    "\x9d0;t\x9c", "\x07", "\x08", "\r", "\x0c", "\x7f", "\x00", "\x85", "\u2028", "\u202e",
    "\u2066", "\u200b", "\ufeff", "\xad", "\U000e0041", "\ufffd",
]  # fmt: skip
"""Terminal sequences in 7 and 8 bits, bidirectional and invisible characters."""

INJECTIONS = [
    "\n//EVIL EXEC PGM=IEFBR14", "\n//* x", "\n/*\n//EVIL EXEC PGM=BPXBATCH", "\n//SYSIN DD *",
    ") -\n DELETE IBMUSER.PRECIOUS", ")\n DELETE IBMUSER.PRECIOUS", "; DELETE IBMUSER.PRECIOUS",
    " /* ", " */ ", "-", "+", "&SYSUID", "&&X", "'", "''", ")", "(", ",", ",TYPRUN=SCAN", "=",
    "\n/*EOF", "\n/*$PI", "\n//*MAIN SYSTEM=X", "\n$$ EOJ", "{{ 7 * 7 }}", "{zowe.setup.vsam.name}",
    "#dsname", "${{ x }}", "..", "../..", "/etc/passwd", "A" * 80, "A." * 30, " ", "\t", "\n",
    "\x15", "\x25", "\xa2", "ß", "\u017f", "\u212a", "\u0130", "\uff21", "\u2460", "é", "%s",
    "%00", "0", "~", "null",
]  # fmt: skip
"""What would begin a statement, a command or a comment of its own, or be read otherwise later."""

hostile = st.one_of(
    st.sampled_from(INJECTIONS), st.sampled_from(CONTROLS), st.characters(), st.text(max_size=8)
)


# To make a strategy in a draw costs as much as ten draws, so these are made once.
_DOUBLED, _MOVED = object(), object()
_NEW = st.sampled_from(PIECES) | hostile | st.just(_DOUBLED) | st.just(_MOVED)
_LINE = hostile | st.text(max_size=40)


@st.composite
def mutations(draw: st.DrawFn, *texts: str) -> str:
    """One of the texts with a few pieces put in, taken out, doubled or moved."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 20)))
        new = draw(_NEW)
        if new is _DOUBLED:
            new = text[at:end] * 2
        elif new is _MOVED:
            new = text[end : end + 15] + text[at:end]
        text = f"{text[:at]}{new}{text[end:]}"
    return text


@st.composite
def spoiled(draw: st.DrawFn, *values: str) -> str:
    """A valid value with something hostile before, in, or after it, or instead of it."""
    value, piece = draw(st.sampled_from(values)), draw(hostile)
    at = draw(st.sampled_from([0, len(value), len(value) // 2]))
    return draw(st.sampled_from([value[:at] + piece + value[at:], piece]))


@st.composite
def listings(draw: st.DrawFn, *texts: str) -> str:
    """Lines of real output with others among them, left out, cut, or put in another order."""
    lines = draw(st.sampled_from(texts)).split("\n")
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines)))
        line = lines[at] if at < len(lines) else ""
        cut = draw(st.integers(0, len(line)))
        piece = draw(_LINE)
        changes = ([], [piece], [line[:cut] + piece + line[cut:]], [line[:cut]], [line] * 3)
        lines[at : at + draw(st.integers(0, 2))] = changes[draw(st.integers(0, 4))]
    return "\n".join(lines)


def is_text(text: str) -> bool:
    """Whether a file can hold ``text``: half a pair has no code in UTF-8, so no file has it."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
