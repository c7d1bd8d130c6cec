"""The command line: what people type, and what they get back.

`main` is the whole program. It starts click and nothing else: every command is a module of its own, imported when it
is used, so that `--help` costs no more than click does. Standard output carries the answer only; everything else goes
to standard error. Exit codes: 0 done, 1 the rules or the data have errors, 2 wrong use, 70 a mistake in the program
itself, 130 interrupted, 141 nobody reads any more.
"""

import gc
import sys
from collections.abc import Sequence

# A run makes many objects that all live to its end; looking for garbage among them takes half its time.
GARBAGE_AFTER = 1_000_000

INTERRUPTED = 130
PIPE_CLOSED = 141
PROGRAM_AT_FAULT = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. arguments None: those the program was started with."""
    gc.set_threshold(GARBAGE_AFTER)
    try:
        from workbench.cli import screen
        from workbench.cli.registry import run

        if arguments is None:
            screen.start_anew()
        screen.prepare()
        code = run(screen.arguments() if arguments is None else tuple(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        if arguments is None:
            # The process ends: it need not look for garbage among what goes with it.
            gc.freeze()
        return code
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left (`regelverk visa … | head`): nobody to tell, and nothing is wrong.
        from workbench.cli import screen

        screen.abandon_output()
        return PIPE_CLOSED
    except Exception as error:
        # A mistake of ours, not of whoever wrote the rules: say so, and show it in full only to developers (-X dev).
        if sys.flags.dev_mode:
            raise
        print(_our_fault(error), file=sys.stderr)
        return PROGRAM_AT_FAULT


def _our_fault(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" i {trace.tb_frame.f_globals.get('__name__')}, rad {trace.tb_lineno}"
    return (
        f"fel: något gick snett i programmet självt ({type(error).__name__}{where}). Felet ligger inte i dina regler "
        "eller data. Hela spåret visas med: python -X dev -m workbench.cli …"
    )
