"""JCL that the converter or the initiator did not accept.

Source: z/OS MVS System Messages, Vol 8 (IEF-IGD); z/OS MVS JCL Reference. Statement numbers are
those of JESJCL: number 1 is the JOB statement.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import Cause, any_of

_NUMBER = r"^(?:(?P<statement>\d{1,5}) )?"
_DD = r"{message} \S+ (?:\S+ )?\S+ (?P<dd>[A-Z$#@][A-Z0-9$#@]{{0,7}})\S* - "
"""A message with job, step and DD name."""
_NOTHING_RAN = " Nothing was executed."


def _error(cause: str, message: str, meaning: str, remedy: str = "") -> Cause:
    """An error that the converter finds in one statement."""
    return Cause(
        cause,
        meaning + _NOTHING_RAN,
        remedy or "correct {jcl}, and run the command with --generate.",
        f"z/OS MVS System Messages, Vol 8 (IEF-IGD), {message}",
        any_of(rf"{_NUMBER}(?:{message.replace(' and ', '|').replace(', ', '|')})\b"),
        key="{jcl_key}",
    )


CAUSES: tuple[Cause, ...] = (
    _error(
        "jcl-continuation-missing",
        "IEFC621I",
        "{statement} ends with a comma, and the next line does not continue it: its operands "
        "must begin in columns 4 to 16.",
    ),
    _error(
        "jcl-operation-unknown",
        "IEFC605I",
        "{statement} has no operation that JCL knows (JOB, EXEC, DD ...): often the line before "
        "it lacks the comma that continues it, or a blank stands where none may.",
    ),
    _error(
        "jcl-label-invalid",
        "IEFC662I",
        "the name at the beginning of {statement} is no valid name: 1 to 8 letters, digits and "
        "$ # @, not beginning with a digit.",
    ),
    _error(
        "jcl-keyword-unknown",
        "IEFC630I",
        "{statement} has a parameter that JCL does not know: misspelled, or a symbol (&) in it "
        "has no value.",
    ),
    _error(
        "jcl-used-incorrectly",
        "IEFC627I",
        "a character stands in {statement} where it may not: an ampersand, an apostrophe, a sign.",
    ),
    _error(
        "jcl-procedure-not-found",
        "IEFC612I",
        "{statement} calls a procedure that is in no procedure library of this job. The template "
        "calls none: PGM= may be missing before the program's name.",
    ),
    _error(
        "jcl-statement-misplaced",
        "IEFC019I",
        "{statement} is a DD statement where none may be, before the first EXEC statement.",
    ),
    _error(
        "jcl-no-step",
        "IEF607I",
        "the job has no step: no EXEC statement was read.",
    ),
    _error(
        "jcl-format",
        "IEFC622I, IEFC623I, IEFC632I, IEFC640I, IEF240I, IEF642I and IEF643I",
        "a parameter of {statement} has not the form that it must have: too long, unbalanced "
        "parentheses or apostrophes, too many values, or in the wrong place.",
    ),
    Cause(
        "jcl-unit-unknown",
        (
            "this system has no device type or group of the name that DD {dd} gives in UNIT=.",
            "this system has no device type or group of the name that a DD statement gives in "
            "UNIT=.",
        ),
        "look at the DD that the message names: the template has no UNIT=, so the site has added "
        "it. Ask the system programmer for a name that this system has.",
        "z/OS MVS System Messages, Vol 8 (IEF-IGD), IEF210I",
        any_of(_DD.format(message="IEF210I"), "IEF210I"),
    ),
    Cause(
        "jcl-data-set-not-found",
        (
            "data set {missing}, which DD {dd} names, is not in the catalog or not on its volume.",
            "a data set that DD {dd} names is not in the catalog or not on its volume.",
            "a data set that a DD statement names is not in the catalog or not on its volume.",
        ),
        (
            "look at DD {dd} of {member}: the template has no data set there, so the site has "
            "added it. Correct its name.",
            "look at the DD that the message names: the template has no data set, so the site has "
            "added it (a STEPLIB, for instance). Correct its name.",
        ),
        "z/OS MVS System Messages, Vol 8 (IEF-IGD), IEF212I and IEFA107I",
        any_of(
            _DD.format(message="IEFA107I") + r"DATA SET (?P<missing>\S{1,44}) NOT FOUND",
            _DD.format(message="IEF212I"),
            "IEF212I|IEFA107I",
        ),
    ),
)
