"""The program: ``zwe-vsam`` and ``python -m zwe_vsam``."""

import gc
import signal
import sys


def run() -> None:
    """Run the command line and exit."""
    for name in ("SIGTERM", "SIGHUP"):
        # A job must be named however the wait for it ends; nohup's choice is respected.
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    # Collecting garbage while modules are imported finds none and takes 7 % of the start.
    gc.disable()
    try:
        from zwe_vsam.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    except ImportError as error:
        # The command line itself needs a package, so it cannot report this.
        from zwe_vsam.messages import message
        from zwe_vsam.report.base import lines_of

        problem = message("ZWV1005E", reason=str(error).rstrip("."))
        sys.stderr.write("".join(f"{line}\n" for line in lines_of(problem)))
        sys.exit(problem.exit_code)
    gc.enable()
    sys.exit(main())


if __name__ == "__main__":
    run()
