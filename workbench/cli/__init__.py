"""The command line: what people type, and what they get back.

`main` is the whole program. It starts click and nothing else: every command is a module of its own, imported when it
is used, so that `--help` costs no more than click does. Standard output carries the answer only; everything else goes
to standard error. Exit codes: 0 done, 1 the rules or the data have errors, 2 wrong use, 130 interrupted.
"""

import sys
from collections.abc import Sequence

INTERRUPTED = 130
PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. arguments None: those the program was started with."""
    try:
        from workbench.cli import screen
        from workbench.cli.commands import run

        screen.prepare()
        code = run(screen.arguments() if arguments is None else tuple(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        return code
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left (`regelverk visa … | head`): nobody to tell, and nothing is wrong.
        from workbench.cli import screen

        screen.abandon_output()
        return PIPE_CLOSED
