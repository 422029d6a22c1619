"""Compares this tool with QuickJS on generated sources; ``python -m`` it for more of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.config.javascript.generator import Generator, damaged, soup
from tests.config.javascript.judge import ours, quick
from zwe_vsam.config.javascript import ScriptSyntaxError, source_of

PRIMITIVES = ("string", "number", "boolean")


class Comparison:
    """What came of a number of sources."""

    def __init__(self) -> None:
        self.count = 0
        self.evaluated = 0
        """Sources that QuickJS evaluates to a text, a number or a boolean."""
        self.refused: Counter[str] = Counter()
        """Those of them that this tool refuses, by kind."""
        self.unlike: list[str] = []
        """Sources that the two treat differently."""

    def add(self, source: str) -> None:
        """Compare one source."""
        self.count += 1
        expected, actual = quick(source), ours(source)
        primitive = expected.kind == "value" and expected.value.split(" ")[0] in PRIMITIVES
        self.evaluated += primitive
        if actual.kind in ("refused", "too much"):
            if primitive:
                self.refused[actual.value.split(":")[0]] += 1
            return
        alike = expected == actual if expected.kind == "value" else expected.kind == actual.kind
        if not alike:
            self.unlike.append(f"{source!a}: QuickJS {expected}, this tool {actual}")

    def __str__(self) -> str:
        share = 100 * sum(self.refused.values()) / max(1, self.evaluated)
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.refused.most_common())
        return (
            f"{self.count} sources, {len(self.unlike)} unlike; QuickJS evaluates {self.evaluated} "
            f"to text, number or boolean, of which {share:.1f} % are refused: {kinds}"
        )


def compared(sources: Iterable[str]) -> Comparison:
    """The comparison of all ``sources``."""
    comparison = Comparison()
    for source in sources:
        comparison.add(source)
    return comparison


def scalars(seed: int, count: int) -> Iterator[str]:
    """The sources of values that have text beside their expressions."""
    for text in Generator(seed).scalars(count):
        try:
            yield source_of(text).text
        except ScriptSyntaxError:
            continue


def main(count: int, seed: int) -> None:
    """Compare ``count`` sources of each kind."""
    for name, sources in (
        ("expressions", Generator(seed).expressions(count)),
        ("values with text", scalars(seed, count // 4)),
        ("damaged", damaged(seed, count // 4)),
        ("tokens", soup(seed, count // 4)),
    ):
        comparison = compared(sources)
        sys.stdout.write(f"{name}: {comparison}\n")
        for line in comparison.unlike:
            sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
