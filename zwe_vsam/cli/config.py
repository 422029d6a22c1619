"""``zwe-vsam config``."""

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


def _errors_only(given: Given) -> options.Common:
    """This command has a JSON object of its own; with it, the report only gives errors."""
    is_json = given.reporting.output == "json"
    common = given.common()
    return common._replace(output="text", silent=common.silent or is_json)


@command("config", common=_errors_only)
def config(report: Report, given: Given) -> None:
    """Print the effective configuration, and the source of each value."""
    import json

    from zwe_vsam.workflow import config as workflow

    is_json = given.reporting.output == "json"
    rows: list[workflow.Row] = []
    try:
        rows = workflow.run(given.request(report), report)
    except Problem as problem:
        if not is_json:
            raise
        report.problem(problem)
    if is_json:
        whole = workflow.as_object(report.result, rows)
        report.write_raw(json.dumps(whole, indent=2) + "\n")
    for row in rows:
        report.line(workflow.text(row))
