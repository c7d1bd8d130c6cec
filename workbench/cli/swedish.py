"""Click in Swedish: help pages, wrong use, and the kinds of values the commands take.

The one place where click's own English could come through, so nothing of its wording is used: help is laid out here and
each kind of wrong use has its sentence here. Spellings without accents are accepted everywhere (`berakna`, `--for`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.page.terminal import unaccented

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

_SETTINGS: Mapping[str, Any] = {
    "help_option_names": ["--help", "--hjälp", "-h"],
    "token_normalize_func": unaccented,
}
_HELP_ROW = ("--help, --hjälp, -h", "Visa den här hjälpen.")


class Argument(click.Argument):
    """A value given by its place. name: what the command calls it; shown: as help writes it, in capitals."""

    def __init__(self, name: str, shown: str, about: str, **rest: Any) -> None:
        super().__init__([name], metavar=shown, **rest)
        self.about = about


class Option(click.Option):
    """A value given by a flag (`--år`)."""

    def __init__(self, flag: str, name: str, about: str, **rest: Any) -> None:
        super().__init__([flag, name], help=about, **rest)


class Command(click.Command):
    """One command. run takes the parameters by name and gives the exit code."""

    def __init__(
        self,
        name: str,
        run: Callable[..., int],
        about: str,
        parameters: Sequence[Argument | Option],
        examples: str = "",
    ) -> None:
        super().__init__(
            name, callback=run, help=about, params=list(parameters), context_settings=dict(_SETTINGS), epilog=examples
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            extra = super().parse_args(ctx, args)
        except click.UsageError as error:
            # The option parser does not always say which command it was reading.
            error.ctx = error.ctx or ctx
            raise
        if extra:
            raise click.UsageError(f"{extra[0]} är ett argument för mycket.", ctx)
        return extra

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments = [_argument_metavar(part) for part in self.params if isinstance(part, Argument)]
        formatter.write_usage(ctx.command_path, " ".join([*arguments, "[FLAGGOR]"]), "Användning: ")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_usage(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        arguments = [(_argument_metavar(part), part.about) for part in self.params if isinstance(part, Argument)]
        options = [(_option_spelling(part), part.help or "") for part in self.params if isinstance(part, Option)]
        with formatter.section("Argument"):
            formatter.write_dl(arguments)
        with formatter.section("Flaggor"):
            formatter.write_dl([*options, _HELP_ROW])
        if self.epilog:
            with formatter.section("Exempel"):
                for line in self.epilog.splitlines():
                    formatter.write(f"  {line}\n")


class Group(click.Group):
    """The program, or a command with commands of its own, imported when used.

    lazily: name -> (what it does, a function that gets it)
    """

    def __init__(
        self,
        name: str,
        about: str,
        lazily: Mapping[str, tuple[str, Callable[[], Command | Group]]],
        options: Sequence[Option],
    ) -> None:
        super().__init__(name, help=about, params=list(options), context_settings=dict(_SETTINGS))
        self.no_args_is_help = False
        self.lazily = lazily

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            if not args:
                raise click.UsageError(f"KOMMANDO saknas. Välj {_listed(self.lazily)}.", ctx)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.lazily)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> Command | Group | None:
        for name, (_, command) in self.lazily.items():
            if unaccented(name) == unaccented(cmd_name):
                return command()
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None and _plain(args[0]) == "hjalp":
            self._help_as_a_command(ctx, args[1:])
        if command is None:
            raise click.UsageError(f"Kommandot {args[0]} finns inte.{did_you_mean(args[0], self.lazily)}", ctx)
        return command.name, command, args[1:]

    def _help_as_a_command(self, ctx: click.Context, about: list[str]) -> None:
        """`regelverk hjälp`, `regelverk hjälp beräkna`: the same as `--help`, and as it leaves by Exit."""
        if about and _plain(about[0]) != "hjalp":
            name, command, _ = self.resolve_command(ctx, about)
            if command is not None:
                command.make_context(name, ["--help"], parent=ctx)
        click.echo(self.get_help(ctx))
        ctx.exit()

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "KOMMANDO …", "Användning: ")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_usage(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, about) for name, (about, _) in self.lazily.items()])
        options = [(_option_spelling(part), part.help or "") for part in self.params if isinstance(part, Option)]
        with formatter.section("Flaggor"):
            formatter.write_dl([*options, _HELP_ROW])


def _argument_metavar(argument: Argument) -> str:
    shown = argument.metavar or ""
    several = "…" if argument.nargs == -1 else ""
    return f"{shown}{several}" if argument.required else f"[{shown}{several}]"


def _option_spelling(option: Option) -> str:
    return " ".join([*option.opts, *([] if option.is_flag else [option.metavar or ""])])


# -- wrong use -----------------------------------------------------------------------------------


def wrong_use(error: click.ClickException) -> str:
    """What was wrong with the command line, and where its help is. Several lines."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    lines = [f"fel: {_sentence(error)}"]
    if context is not None:
        lines += [context.get_usage(), f"Hjälp: {context.command_path} --help"]
    return "\n".join(lines)


def _sentence(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            known = [spelling for option in _options(error.ctx) for spelling in option.opts]
            return f"Flaggan {error.option_name} finns inte.{did_you_mean(error.option_name, known)}"
        case click.MissingParameter() if isinstance(error.param, Argument):
            return f"{error.param.metavar} saknas: {error.param.about}."
        case click.MissingParameter() if isinstance(error.param, Option):
            return f"Flaggan {error.param.opts[0]} saknas. {error.param.help}"
        case click.BadOptionUsage():
            option = _option(error.option_name, error.ctx)
            if option is None or option.is_flag:
                return f"Flaggan {error.option_name} tar inget värde."
            return f"Flaggan {option.opts[0]} ska följas av ett värde: {option.metavar}."
        case click.BadParameter() if isinstance(error.param, Option):
            return f"{error.param.opts[0]}: {error.message}"
        case _:
            return error.message


def _options(context: click.Context | None) -> list[Option]:
    return [] if context is None else [one for one in context.command.params if isinstance(one, Option)]


def _option(spelling: str, context: click.Context | None) -> Option | None:
    spelled = {unaccented(one): option for option in _options(context) for one in option.opts}
    return spelled.get(unaccented(spelling))


def did_you_mean(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """` Menade du …?` with the nearest of the known words, or nothing. Begins with the space before it."""
    from difflib import get_close_matches

    spelled = {_plain(one): one for one in known}
    near = get_close_matches(_plain(word), spelled, n=2, cutoff=0.6)
    return f" Menade du {' eller '.join(spelled[one] for one in near)}?" if near else ""


def _plain(word: str) -> str:
    return unaccented(word).casefold().lstrip("-")


# -- values --------------------------------------------------------------------------------------
# Each takes what was typed and gives the value, or says in Swedish why there is none.


def existing_path(typed: str) -> str:
    """A rule file, or a folder."""
    typed = _as_it_is_there(typed)
    if not _exists(typed):
        raise click.BadParameter(
            f"{typed!r} finns inte.{did_you_mean(typed, _beside(typed))} Här väntas en regelfil eller en mapp."
        )
    return typed


def existing_file(typed: str) -> str:
    """A file of data."""
    typed = _as_it_is_there(typed)
    if not _exists(typed):
        raise click.BadParameter(f"{typed!r} finns inte.{did_you_mean(typed, _beside(typed))}")
    if os.path.isdir(typed):
        raise click.BadParameter(f"{typed!r} är en mapp. Här väntas en fil: csv, xlsx, xls, ods eller json.")
    return typed


def new_file(typed: str) -> str:
    """A file to be written, never rules. Whether it can be, and is not read either, shows when it is."""
    if os.path.isdir(typed):
        raise click.BadParameter(f"{typed!r} är en mapp. Här väntas namnet på en fil.")
    if any(name.lower().endswith(".regel") for name in (typed, os.path.realpath(typed))):
        raise click.BadParameter(f"{typed!r} är en regelfil och skrivs inte över. Välj ett annat namn.")
    return typed


def new_folder(typed: str) -> str:
    """A folder to be made, or one that is there."""
    if _exists(typed) and not os.path.isdir(typed):
        raise click.BadParameter(f"{typed!r} är en fil. Här väntas namnet på en ny mapp.")
    return typed


def year(typed: str) -> int:
    """A year with four digits, as a whole number."""
    if len(typed) != 4 or not (typed.isascii() and typed.isdigit()) or typed == "0000":
        raise click.BadParameter(f"{typed!r} är inte ett årtal. Skriv fyra siffror, till exempel 2027.")
    return int(typed)


def seconds(typed: str) -> float:
    """A time of at least a moment: `30`, `0,5`."""
    try:
        found = float(typed.replace(",", "."))
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise click.BadParameter(f"{typed!r} är inget antal sekunder. Skriv ett tal större än 0, till exempel 30.")
    return found


def percent(typed: str) -> Fraction:
    """A share of a hundred: `95`, `99,5 %`."""
    from fractions import Fraction

    figure = typed.removesuffix("%").strip().replace(",", ".")
    digits = figure.replace(".", "", 1)
    found = Fraction(figure) if digits.isascii() and digits.isdigit() and figure[0] != "." else None
    if found is None or found > 100:
        raise click.BadParameter(f"{typed!r} är ingen andel i procent. Skriv ett tal från 0 till 100, till exempel 95.")
    return found


def day(typed: str) -> date:
    from datetime import date

    try:
        found = date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise click.BadParameter(f"{typed!r} är inte ett datum. Skriv år, månad och dag, till exempel 2027-01-31.")
    return found


def one_of(*words: str) -> Callable[[str], str]:
    def chosen(typed: str) -> str:
        for word in words:
            if _plain(word) == _plain(typed):
                return word
        raise click.BadParameter(f"{typed!r} går inte att välja. Välj {_listed(words)}.{did_you_mean(typed, words)}")

    return chosen


def _listed(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} eller {last}"


def _as_it_is_there(path: str) -> str:
    """The path in the form that the file system has it in, which may be another than what was typed."""
    if _exists(path):
        return path
    from dsl.text.files import found

    return found(path)


def _exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except ValueError:
        return False


def _beside(path: str) -> list[str]:
    """What there is where the path should be, for suggestions."""
    folder = os.path.dirname(path.rstrip("/"))
    try:
        names = os.listdir(folder or ".")
    except (OSError, ValueError):
        return []
    return sorted(os.path.join(folder, name) for name in names if not name.startswith("."))
