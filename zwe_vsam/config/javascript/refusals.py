"""The constructs of JavaScript that this tool refuses to evaluate.

The page docs/reference/config.md shows this table, and a test compares the two.
"""

from __future__ import annotations

from zwe_vsam.config.javascript.errors import NotSupported

REFUSALS = {
    "loops": "`for`, `while`, `do`: a configuration needs none, and they may never end.",
    "exceptions": "`try`, `throw`: a value that fails has to be seen.",
    "objects": "`new`, `class`, `this`, `instanceof`, getters: nothing of the configuration needs "
    "them.",
    "functions": "A function with a name, or with parameters that are patterns or have default "
    "values: write an arrow function with plain names.",
    "patterns": "`let {a} = …`, `let [a] = …`: write one name for each value.",
    "changes": "Changes of the configuration or of a list (`a.b = 1`, `x++`, `delete`, "
    "`push`): the order of evaluation would change the result.",
    "top-level variables": "`let`, `const`, `var` or an assignment outside a function: Zowe keeps "
    "them for all values that follow. Use `() => { let …; return … }()`.",
    "prototypes": "`constructor`, `__proto__` and the like: they lead out of the configuration.",
    "built-ins": "A built-in function or method of JavaScript that is not in the table above.",
    "built-in arguments": "Arguments that a built-in function takes in JavaScript and not here.",
    "holes": "`[a,,b]`: a list with missing items.",
    "big integers": "`1n`: Zowe cannot turn it into a value.",
    "half characters": "A result with half of a character beyond U+FFFF (`'😀'[0]`): no file holds "
    "it.",
    "regular expressions": "A part of a regular expression that other engines treat differently, "
    "or that may take very long: look-behind, back references, named groups, repeated groups.",
    "statements": "`switch`, labels, `with`, `debugger`, `import`, `async`, generators, strict "
    "mode, HTML comments, tagged templates.",
}


def refusal(kind: str, message: str, offset: int) -> NotSupported:
    """The error for a construct of ``kind``, a key of REFUSALS."""
    assert kind in REFUSALS
    return NotSupported(kind, message, offset)
