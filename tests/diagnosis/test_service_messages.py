"""Messages of the Caching Service and of its Infinispan, as its log has them.

The texts are those of ``caching-log-messages.yml`` (zowe/api-layer) and of the Zowe documentation,
"Error Message Codes", and those that zowe/docs-site issues 5078 and 5086 quote.
"""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tests.diagnosis.collected import AREAS
from zwe_vsam.diagnosis.explain import explain_text

PREFIX = "2026-07-20 10:15:32.755 <ZWE1CS:main:67178410> ZWESVUSR ERROR (o.z.a.c.Service) "
WRAPPED = (
    f"{PREFIX}ZWECS151E Problem initializing storage of type 'infinispan': 'Error'. "
    "Exception: 'org.infinispan.manager.EmbeddedCacheManagerStartupException'\n"
    "Caused by: org.infinispan.persistence.spi.PersistenceException: ISPN000279: Failed to read "
    "stored entries from file. Error in file /x/data/0 at offset 4\n"
)
MESSAGES = next(area for area in AREAS if area.title.startswith("Caching Service")).messages


def cause_of(text: str) -> str:
    explanation = explain_text(text).explanation
    return explanation.cause if explanation else ""


@pytest.mark.parametrize(("text", "cause"), MESSAGES.items())
@pytest.mark.parametrize("prefix", ["", PREFIX])
def test_each_message_has_its_cause(prefix: str, text: str, cause: str) -> None:
    assert cause_of(f"{prefix}{text}\n") == cause


@pytest.mark.parametrize("prefix", ["10.15.32 STC05431  ", " "])
def test_with_the_prefix_of_a_job_log(prefix: str) -> None:
    for text, cause in MESSAGES.items():
        assert cause_of(f"{prefix}{text}\n") == cause


def test_the_reason_below_a_message_goes_before_the_message() -> None:
    assert cause_of(WRAPPED) == "infinispan-old-files"


@pytest.mark.parametrize("error", ["ZWECS136E", "ZWECS130E", "ZWECS703W", "ISPN000279"])
@pytest.mark.parametrize("warning", ["ZWECS701W", "ZWECS155W"])
def test_an_error_goes_before_a_warning_at_the_start(error: str, warning: str) -> None:
    text, cause = next((text, cause) for text, cause in MESSAGES.items() if error in text)
    other = next(text for text in MESSAGES if warning in text)
    assert cause_of(f"{PREFIX}{other}\n{PREFIX}{text}\n") == cause


@pytest.mark.parametrize(
    "text",
    [
        "ISPN000094: Received new cluster view for channel zowe-cluster",
        "Cannot create socket to remote address: java.net.ConnectException: EDC8128I Connection "
        "refused.",
        "Cannot create server socket: java.net.SocketException: EDC5111I Permission denied.",
    ],
)
def test_what_is_not_explained(text: str) -> None:
    assert cause_of(f"{PREFIX}{text}\n") == ""


def test_tokens_that_come_back_are_named() -> None:
    explanation = explain_text(WRAPPED).explanation
    assert explanation is not None
    assert "revoke" in explanation.remedy
    assert "caching-service" in explanation.remedy


@pytest.mark.parametrize(
    ("term", "cause"),
    [
        ("ZWECS136E", "service-no-lists"),
        ("ISPN000279", "infinispan-old-files"),
        ("ispn000516", "infinispan-state-damaged"),
        ("ZWECS703W", "service-cache-not-ready"),
        ("ZWEAG130E", "service-token-invalid"),
    ],
)
def test_explain_knows_them(run: Run, term: str, cause: str) -> None:
    ran = run("explain", term)
    assert ran.code == 0
    assert ran.out.startswith(f"Cause {cause}\n")


def test_job_explain_reads_them_from_a_file(run: Run, tmp_path: object) -> None:
    path = f"{tmp_path}/log.txt"
    with open(path, "w") as file:
        file.write(WRAPPED)
    ran = run("job", "--explain", path)
    assert ran.code == 0
    assert "Meaning: Infinispan cannot read its cache files." in ran.out
