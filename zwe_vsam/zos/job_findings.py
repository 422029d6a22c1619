"""Findings about the statements of a job, collected while they are read."""

from __future__ import annotations

from collections.abc import Iterable

from zwe_vsam.zos.jcl_model import Finding, Statement
from zwe_vsam.zos.operands import Operand


class JobFindings:
    """JCL errors, warnings, and JCL that this package does not carry out."""

    def __init__(self, errors: Iterable[Finding] = ()) -> None:
        self.errors = list(errors)
        self.warnings: list[Finding] = []
        self.unsupported: list[Finding] = []

    def add_unsupported(
        self, text: str, statement: Statement, column: int = 1, keyword: str = ""
    ) -> None:
        """Note valid JCL that is not carried out; ``keyword`` as of ``Finding.keyword``."""
        self.unsupported.append(
            Finding("", f"not supported: {text}", statement.line, column, statement.number, keyword)
        )

    def add_unsupported_value(self, statement: Statement, operand: Operand) -> None:
        """Note a parameter whose value is not carried out."""
        keyword = f"{statement.operation}.{operand.keyword}"
        self.add_unsupported(
            f"{operand.keyword}={operand.value}", statement, operand.column, keyword
        )

    def add_error(
        self, message_id: str, text: str, statement: Statement, operand: Operand | None = None
    ) -> None:
        """Note a JCL error: IBM's message, at the operand or at the beginning of the statement."""
        line, column = (operand.line, operand.column) if operand else (statement.line, 1)
        self.errors.append(Finding(message_id, text, line, column, statement.number))

    def check_parameters(
        self,
        statement: Statement,
        keywords: frozenset[str],
        unsupported: frozenset[str],
        leading: int,
    ) -> None:
        """Report parameters that JCL does not know, or that are not carried out.

        Positional parameters may stand only among the first ``leading`` ones.
        """
        operation = statement.operation
        earlier: set[str] = set()
        for index, operand in enumerate(statement.operands):
            keyword = operand.keyword
            if keyword and keyword in earlier:
                self.add_unsupported(f"{keyword}= more than once", statement, operand.column)
            earlier.add(keyword)
            if keyword:
                leading = 0
            elif index >= leading:
                text = f"EXCESSIVE NUMBER OF POSITIONAL PARAMETERS ON THE {operation} STATEMENT"
                self.add_error("IEFC640I", text, statement, operand)
            if operation == "EXEC":
                keyword = keyword.partition(".")[0]
            if keyword and keyword not in keywords:
                text = f"UNIDENTIFIED KEYWORD {keyword} ON THE {operation} STATEMENT"
                self.add_error("IEFC630I", text, statement, operand)
            elif keyword in unsupported:
                name = f"{operation}.{keyword}"
                self.add_unsupported(f"{keyword}= on {operation}", statement, operand.column, name)
            if "&" in operand.value:
                self._check_ampersand(statement, operand)

    def _check_ampersand(self, statement: Statement, operand: Operand) -> None:
        """Note an ampersand that remains after substitution: the symbol is not defined.

        The name of a temporary data set begins with one, and JES2 knows the symbol SYSUID.
        """
        bare = "".join(operand.value.split("'")[::2]).replace("&SYSUID", "")
        if "&" in bare and operand.keyword not in ("DSN", "DSNAME"):
            place = (
                f"IN THE {operand.keyword} FIELD"
                if operand.keyword
                else f"ON THE {statement.operation} STATEMENT"
            )
            self.add_error("IEFC627I", f"INCORRECT USE OF AMPERSAND {place}", statement, operand)
