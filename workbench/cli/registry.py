"""The list of commands, and how one is found and run. Imports click and nothing of the rest."""

from functools import partial
from importlib import import_module

import click

from workbench.cli import screen
from workbench.cli.swedish import Command, Group, Option, wrong_use

DONE, ERRORS, WRONG_USE = 0, 1, 2


def run(arguments: tuple[str, ...]) -> int:
    """Run one command and give its exit code; wrong use is told on standard error."""
    program = _program()
    if not arguments:
        screen.remark(_help(program))
        return WRONG_USE
    try:
        # Not `program.main`, which has its own ideas of closed pipes and interrupts, and of English.
        with program.make_context("regelverk", list(arguments)) as context:
            code = program.invoke(context)
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as error:
        screen.remark(wrong_use(error))
        return WRONG_USE
    return code if isinstance(code, int) else DONE


def _command(module: str) -> Command | Group:
    command: Command | Group = import_module(f"workbench.cli.commands.{module}").COMMAND
    return command


def _program() -> Group:
    # name -> (what it does in one line, its module under workbench.cli.commands)
    commands = {
        "beräkna": ("Räkna ut vad var och en får, och enligt vilket avsnitt.", "calculate"),
        "förklara": ("Se steg för steg hur ett värde har räknats fram.", "explain"),
        "visa": ("Läs regelverket avsnitt för avsnitt, text och regler.", "show"),
        "kontrollera": ("Leta efter fel i reglerna.", "check"),
        "verifiera": ("Räkna om en akt och se om den stämmer.", "verify"),
        "normer": ("Se vem som ska, får och har rätt till vad.", "norms"),
        "årshjul": ("Se årets dagar: vad som ska göras och betalas när.", "year_wheel"),
        "prova": ("Pröva exempel och kontrollräkningar.", "examples"),
        "gränsfall": ("Få förslag på exempel för det som inget exempel visar.", "boundary_cases"),
        "mutera": ("Se vilka små ändringar av reglerna som inget exempel märker.", "mutate"),
        "bevisa": ("Avgör om löftena håller för alla indata.", "prove"),
        "jämför": ("Jämför två versioner: regler, utfall och när de skiljer sig.", "compare"),
        "formatera": ("Skriv regelfiler i den vedertagna formen.", "format"),
        "mandat": ("Fördela mandat efter röster i ett val.", "seats"),
        "tolkningar": ("Se öppna frågor och vad varje läsning skulle flytta.", "readings"),
        "källa": ("Håll ihop reglerna med beslutet de kommer från.", "source"),
        "ny": ("Skapa ett litet regelverk att börja från.", "new"),
    }
    return Group(
        "regelverk",
        "Regler som går att läsa, pröva och räkna med. Hjälp om ett kommando: regelverk KOMMANDO --help",
        {name: (about, partial(_command, module)) for name, (about, module) in commands.items()},
        [
            Option(
                "--version",
                "version",
                "Visa versionen.",
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
            )
        ],
    )


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        screen.answer(f"regelverk {version('regelverk')}\n")
        context.exit(DONE)


def _help(program: Group) -> str:
    return program.get_help(click.Context(program, info_name="regelverk"))
