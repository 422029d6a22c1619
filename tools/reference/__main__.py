"""Write the generated pages: ``python -m tools.reference``.

The pages of messages, exit codes, causes and findings are kept in the repository, and so is the
schema of the result, whose enumerations come from the code. A test compares them with the code.
The other pages are written when the site is built, to docs/reference/generated, which git ignores.
"""

from __future__ import annotations

from pathlib import Path

from tests.checks import fixtures
from tests.diagnosis import cases
from tools.reference import keys, messages, options, schemas

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference"
GENERATED = REFERENCE / "generated"


def built() -> dict[str, str]:
    """Return the pages that are written when the site is built: name of the file -> text."""
    pages = {
        "keys.md": keys.keys(),
        "result.md": schemas.fields(REFERENCE / "result.schema.json"),
        "config.md": schemas.fields(REFERENCE / "config.schema.json"),
    }
    return pages | {f"options-{name}.md": text for name, text in options.commands().items()}


def kept() -> dict[str, str]:
    """Return the pages that are kept in the repository: name of the file -> text."""
    return {
        "messages.md": messages.messages(),
        "exit-codes.md": messages.exit_codes(),
        "causes.md": cases.page(),
        "findings.md": fixtures.page(fixtures.expected()),
        "result.schema.json": schemas.result(REFERENCE / "result.schema.json"),
    }


def main() -> None:
    """Write every page that differs from what the code gives."""
    GENERATED.mkdir(exist_ok=True)
    for folder, pages in ((GENERATED, built()), (REFERENCE, kept())):
        for name, text in pages.items():
            path = folder / name
            if not path.exists() or path.read_text() != text:
                path.write_text(text)


if __name__ == "__main__":
    main()
