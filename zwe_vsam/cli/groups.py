"""Commands and the options that they take, in groups; each group is declared here, once.

A command names its own groups. It takes those that every command has, too: the configuration, the
system and the report. Typer reads the options from a signature that is put together from them.
"""

# Annotations are objects here, as Typer needs them; so there are none of another kind.
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation

if TYPE_CHECKING:
    from zwe_vsam.workflow.request import Request


class _Help:
    """Help that is written by ``manual``, imported only for that."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help text."""
        from zwe_vsam.cli import manual

        formatter.write(manual.help_text(ctx))


class Command(_Help, TyperCommand):
    """A command of zwe-vsam. The configuration is given once: the last of several would count."""

    def make_parser(self, ctx: Any) -> Any:
        """Return the parser of the words. It raises RepeatedOption for a second ``--config``."""
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            values, words, order = parse(args)
            for param in order:
                if "--config" in param.opts and order.count(param) > 1:
                    raise options.RepeatedOption("", ctx=ctx, param=param)
            return values, words, order

        if not ctx.resilient_parsing:
            parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser


class Group(_Help, TyperGroup):
    """A group of commands of zwe-vsam."""


class Source(NamedTuple):
    """The configuration, of every command."""

    config: options.Config = ""
    encoding: options.Encoding = None
    symbol: options.Symbols = None


class System(NamedTuple):
    """The system, of every command."""

    target: options.TargetChoice = None
    sandbox: options.Sandbox = ""
    zosmf_profile: options.ZosmfProfile = ""
    insecure_skip_verify: options.InsecureSkipVerify = False


class Reporting(NamedTuple):
    """The report, of every command."""

    output: options.OutputForm = None
    verbose: options.Verbose = 0
    trace: options.Trace = False
    silent: options.Silent = False
    log_dir: options.LogDir = ""
    ignored: options.Ignored = False
    version: options.Version = False


class Given(NamedTuple):
    """What the command line gives for the groups that every command has."""

    source: Source
    system: System
    reporting: Reporting

    def request(self, report: Report, own: Any = None) -> "Request":
        """Return all that the command line asks for; ``own`` are the options of the command alone.

        Each of them has the name of its field in Request, but for ``--dry-run``,
        ``--security-dry-run`` and ``--yes``. ``report`` gets what commands to paste need. Raises
        Problem (ZWV10) for options that contradict each other or cannot be read.
        """
        from zwe_vsam.cli import meaning
        from zwe_vsam.workflow.request import Request

        fields = own._asdict() if own else {}
        if "dry_run" in fields:
            fields["mode"] = meaning.mode(fields.pop("dry_run"), fields.pop("security_dry_run"))
        if "yes" in fields:
            from zwe_vsam.cli import terminal

            fields["consent"] = terminal.consent(fields.pop("yes"))
        system = meaning.system(
            self.system.target,
            self.system.sandbox,
            self.system.zosmf_profile,
            self.system.insecure_skip_verify,
            self.source.symbol,
        )
        report.invocation = Invocation(
            self.source.config, self.source.encoding or "", system, tuple(options.command_line)
        )
        return Request(
            self.source.config,
            self.source.encoding or "",
            system,
            form=self.reporting.output or "text",
            silent=self.reporting.silent,
            **fields,
        )

    def common(self) -> options.Common:
        """The options of the report as one."""
        given = self.reporting
        return options.common(given.output, given.verbose, given.trace, given.silent, given.log_dir)


def command(
    name: str,
    *groups: Any,
    standalone: bool = False,
    instead: Mapping[str, object] | None = None,
    common: Callable[[Given], options.Common] = Given.common,
) -> Callable[[Callable[..., None]], Callable[..., int]]:
    """Make a function the command ``name``, which takes its own ``groups`` beside those of all.

    The function gets the report, what is given for the groups of all, and one value for each of
    its own groups, which are named tuples whose fields have defaults. A ``standalone`` command
    needs no configuration and no system, so it has no options for them. ``instead`` has other
    declarations for options of the common groups.
    """
    first: tuple[Any, ...] = () if standalone else (Source, System)
    every: tuple[Any, ...] = (*first, *groups, Reporting)

    def decorate(body: Callable[..., None]) -> Callable[..., int]:
        def run(**values: object) -> int:
            parts = [group(*(values[field] for field in group._fields)) for group in every]
            source, system = (Source(), System()) if standalone else parts[:2]
            given = Given(source, system, parts[-1])
            own = parts[len(first) : -1]
            return guarded(name, common(given), lambda report: body(report, given, *own))

        declared = {
            field: (annotation, group._field_defaults[field])
            for group in every
            for field, annotation in group.__annotations__.items()
        }
        for field, annotation in (instead or {}).items():
            declared[field] = (annotation, declared[field][1])
        run.__doc__ = body.__doc__
        run.__name__ = name
        run.__annotations__ = {field: annotation for field, (annotation, _) in declared.items()}
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [
                inspect.Parameter(
                    field, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
                )
                for field, (annotation, default) in declared.items()
            ]
        )
        return run

    return decorate
