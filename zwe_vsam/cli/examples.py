"""Examples and documentation pages of the commands, for help and man pages."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A command line, and what it does."""

    purpose: str
    line: str


class Page(NamedTuple):
    """The end of a command's help."""

    document: str
    """The documentation page, as a path in the project."""
    examples: tuple[Example, ...]
    values_title: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Values of an argument, and their meanings."""


OUTCOMES = (
    ("held", "The job is held until you release it."),
    ("abend:CODE", "The first step ends abnormally, such as abend:S806 or abend:U4038."),
    ("code:NUMBER", "The first step does nothing and ends with this condition code."),
    ("cancelled", "The operator cancels the job before it runs."),
    ("security", "The user is not authorized to run the job."),
    ("slow[:SECONDS]", "The job takes this time. The default is 30 seconds."),
    ("never", "The job never ends."),
    ("purged", "The job runs, ends and is purged at once."),
    ("space", "A volume has no space for the data set that the job defines."),
    ("inuse", "The data set that the job deletes is in use."),
)
"""The outcomes that ``sandbox inject`` takes (zwe_vsam/sandbox/outcomes.py)."""

_SANDBOX = "docs/reference/sandbox.md"

PAGES = {
    "": Page(
        "README.md",
        (
            Example("Check the configuration.", "zwe-vsam check -c zowe.yaml"),
            Example("Show the options of a command.", "zwe-vsam help init"),
        ),
    ),
    "check": Page(
        "docs/reference/check.md",
        (
            Example("Check zowe.yaml before an installation.", "zwe-vsam check -c zowe.yaml"),
            Example(
                "Annotate zowe.yaml in a GitHub workflow, and fail on warnings.",
                "zwe-vsam check -c zowe.yaml --strict --output github",
            ),
        ),
    ),
    "config": Page(
        "docs/reference/config-command.md",
        (
            Example("Show each value and its source.", "zwe-vsam config -c zowe.yaml"),
            Example(
                "Show the result of a site file over the defaults.",
                "zwe-vsam config -c 'FILE(site.yaml):FILE(zowe.yaml)'",
            ),
        ),
    ),
    "render": Page(
        "docs/reference/render.md",
        (
            Example("Read the JCL before a job is submitted.", "zwe-vsam render -c zowe.yaml"),
            Example(
                "Compare the member on z/OS with the template.",
                "zwe-vsam render -c zowe.yaml --target zoau --diff",
            ),
        ),
    ),
    "init": Page(
        "docs/reference/init.md",
        (
            Example(
                "Rehearse the whole run in a sandbox.",
                "zwe-vsam init -c zowe.yaml --sandbox ./box",
            ),
            Example(
                "Create the cluster from a workstation, through z/OSMF.",
                "zwe-vsam init -c zowe.yaml --zosmf-profile lpar1",
            ),
        ),
    ),
    "verify": Page(
        "docs/reference/verify.md",
        (
            Example("Verify the cluster on this z/OS system.", "zwe-vsam verify -c zowe.yaml"),
            Example(
                "Verify the cluster, with a report for a script.",
                "zwe-vsam verify -c zowe.yaml --output json",
            ),
        ),
    ),
    "job": Page(
        "docs/reference/job.md",
        (
            Example(
                "Wait for a job that init left running.",
                "zwe-vsam job JOB01234 -c zowe.yaml",
            ),
            Example(
                "Explain the messages in the log of the service.",
                "zwe-vsam job --explain caching-service.log",
            ),
        ),
    ),
    "migrate": Page(
        "docs/reference/migrate.md",
        (
            Example(
                "Show the way from VSAM to Infinispan.",
                "zwe-vsam migrate -c zowe.yaml --to infinispan",
            ),
            Example(
                "Change zowe.yaml, and keep a backup beside it.",
                "zwe-vsam migrate -c zowe.yaml --to infinispan --write",
            ),
        ),
    ),
    "remove": Page(
        "docs/reference/remove.md",
        (
            Example(
                "Show the JCL of the deletion, and change nothing.",
                "zwe-vsam remove -c zowe.yaml --dry-run",
            ),
            Example(
                "Delete the cluster without a question, for a script.",
                "zwe-vsam remove -c zowe.yaml --yes",
            ),
        ),
    ),
    "doctor": Page(
        "docs/reference/doctor.md",
        (
            Example(
                "Test the installation on z/OS before the first use.",
                "zwe-vsam doctor -c zowe.yaml",
            ),
            Example(
                "Test a z/OSMF server and its login.",
                "zwe-vsam doctor -c zowe.yaml --target zosmf",
            ),
        ),
    ),
    "report": Page(
        "docs/reference/report.md",
        (
            Example(
                "Report the results in a folder on one page.",
                "zwe-vsam report results --html report.html",
            ),
            Example(
                "Make a page and a table for a change ticket.",
                "zwe-vsam report sysa.json sysb.json \\\n    --html CHG123.html --csv CHG123.csv",
            ),
        ),
    ),
    "explain": Page(
        "docs/reference/explain.md",
        (
            Example("Explain a message of zwe-vsam.", "zwe-vsam explain ZWEL0158E"),
            Example("Explain a message of z/OS.", "zwe-vsam explain IDC3013I"),
        ),
    ),
    "sandbox": Page(
        _SANDBOX,
        (
            Example(
                "Create a sandbox that fits zowe.yaml.",
                "zwe-vsam sandbox create ./box -c zowe.yaml",
            ),
            Example(
                "Show the options of a sandbox command.",
                "zwe-vsam help sandbox serve",
            ),
        ),
    ),
    "sandbox create": Page(
        _SANDBOX,
        (
            Example("Create a sandbox with default names.", "zwe-vsam sandbox create ./box"),
            Example(
                "Create a sandbox that fits zowe.yaml.",
                "zwe-vsam sandbox create ./box -c zowe.yaml",
            ),
        ),
    ),
    "sandbox write": Page(
        _SANDBOX,
        (
            Example(
                "Write a member from a file.",
                "zwe-vsam sandbox write ./box 'MY.JCL(TEST)' < test.jcl",
            ),
            Example(
                "Write the rendered JCL.",
                "zwe-vsam render -c zowe.yaml |\n  zwe-vsam sandbox write ./box 'MY.JCL(TEST)'",
            ),
        ),
    ),
    "sandbox read": Page(
        _SANDBOX,
        (
            Example("Print a member.", "zwe-vsam sandbox read ./box 'MY.JCL(TEST)'"),
            Example(
                "Save a member in a file.",
                "zwe-vsam sandbox read ./box 'MY.JCL(TEST)' > test.jcl",
            ),
        ),
    ),
    "sandbox list": Page(
        _SANDBOX,
        (
            Example("Show the contents of the sandbox.", "zwe-vsam sandbox list ./box"),
            Example("Show the clusters.", "zwe-vsam sandbox list ./box | grep CLUSTER"),
        ),
    ),
    "sandbox listcat": Page(
        _SANDBOX,
        (
            Example(
                "Show the attributes of a cluster.",
                "zwe-vsam sandbox listcat ./box MY.CACHE",
            ),
            Example(
                "Test whether a data set is cataloged.",
                "zwe-vsam sandbox listcat ./box MY.CACHE && echo yes",
            ),
        ),
    ),
    "sandbox submit": Page(
        _SANDBOX,
        (
            Example("Submit a file.", "zwe-vsam sandbox submit ./box test.jcl"),
            Example("Submit a member.", "zwe-vsam sandbox submit ./box 'MY.JCL(TEST)'"),
        ),
    ),
    "sandbox jobs": Page(
        _SANDBOX,
        (
            Example("Show all jobs and their states.", "zwe-vsam sandbox jobs ./box"),
            Example("Show the jobs that are held.", "zwe-vsam sandbox jobs ./box | grep HELD"),
        ),
    ),
    "sandbox spool": Page(
        _SANDBOX,
        (
            Example("Print the output of a job.", "zwe-vsam sandbox spool ./box JOB00001"),
            Example(
                "Find the messages of IDCAMS.",
                "zwe-vsam sandbox spool ./box JOB00001 | grep IDC",
            ),
        ),
    ),
    "sandbox release": Page(
        _SANDBOX,
        (
            Example("Release a job.", "zwe-vsam sandbox release ./box JOB00001"),
            Example("Find the jobs that are held.", "zwe-vsam sandbox jobs ./box | grep HELD"),
        ),
    ),
    "sandbox reset": Page(
        _SANDBOX,
        (
            Example("Start again with the same names.", "zwe-vsam sandbox reset ./box"),
            Example("Show the result.", "zwe-vsam sandbox list ./box"),
        ),
    ),
    "sandbox serve": Page(
        _SANDBOX,
        (
            Example("Serve the sandbox on this computer.", "zwe-vsam sandbox serve ./box"),
            Example("Serve all sandboxes in a folder.", "zwe-vsam sandbox serve --all ./systems"),
        ),
    ),
    "sandbox durations": Page(
        _SANDBOX,
        (
            Example("Show how long jobs take.", "zwe-vsam sandbox durations ./box"),
            Example("Let jobs run for 20 seconds.", "zwe-vsam sandbox durations ./box --active 20"),
        ),
    ),
    "sandbox inject": Page(
        _SANDBOX,
        (
            Example("Hold the next job.", "zwe-vsam sandbox inject ./box held"),
            Example(
                "End the next two jobs named ZWECSVSM with abend S806.",
                "zwe-vsam sandbox inject ./box abend:S806 \\\n    --job ZWECSVSM --count 2",
            ),
        ),
        "Outcomes",
        OUTCOMES,
    ),
}
"""By the words after ``zwe-vsam``; each has two examples."""
