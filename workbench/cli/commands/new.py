"""`regelverk ny`: a small working regulation, with data and an example, to begin from."""

import os
import tempfile
from pathlib import Path

from workbench.cli import screen
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Argument, Command, new_folder

_TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "ny"


def run(folder: str) -> int:
    from workbench.cli.files import why

    if os.path.isdir(folder) and os.listdir(folder):
        screen.remark(f"fel: {folder} är inte tom. Välj en ny mapp, så att inget skrivs över.")
        return WRONG_USE
    try:
        _copy(folder)
    except OSError as error:
        screen.remark(f"fel: {folder} kunde inte skapas: {why(error)}.")
        return WRONG_USE
    screen.remark(
        f"Ett påhittat regelverk finns nu i {folder}. Pröva det så här:\n"
        f"  regelverk beräkna {folder}\n"
        f"  regelverk visa {folder}\n"
        f"  regelverk prova {folder}"
    )
    return DONE


def _copy(folder: str) -> None:
    """The template's files and folders, with the modes of new ones: all of them, or none."""
    whole = Path(os.path.realpath(folder))
    whole.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=whole.parent, prefix=f".{whole.name[:100]}.") as place:
        made = Path(place) / whole.name
        for source in sorted(_TEMPLATE.rglob("*")):
            if source.is_file():
                target = made / source.relative_to(_TEMPLATE)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
        if whole.is_dir():
            whole.rmdir()
        made.rename(whole)


COMMAND = Command(
    "ny",
    run,
    "Skapar en mapp med ett litet påhittat regelverk som fungerar, med data och ett exempel. Byt ut det mot ert eget, "
    "en bit i taget. En mapp som redan innehåller något rörs inte.",
    [Argument("folder", "MAPP", "mappen som ska skapas", type=new_folder)],
    "regelverk ny partistod",
)
