"""`regelverk ny`: a small working regulation, with data and an example, to begin from."""

import os
import shutil
from pathlib import Path

from workbench.cli import screen
from workbench.cli.commands import DONE, WRONG_USE
from workbench.cli.swedish import Argument, Command, new_folder

_TEMPLATE = Path(__file__).parent.parent / "templates" / "ny"


def run(folder: str) -> int:
    from workbench.cli.files import why

    if os.path.isdir(folder) and os.listdir(folder):
        screen.remark(f"fel: {folder} är inte tom. Välj en ny mapp, så att inget skrivs över.")
        return WRONG_USE
    try:
        shutil.copytree(_TEMPLATE, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        # copytree collects what went wrong with each file; the first says enough.
        screen.remark(f"fel: {folder} kunde inte skapas: {why(error)}.")
        return WRONG_USE
    screen.remark(
        f"Ett påhittat regelverk finns nu i {folder}. Pröva det så här:\n"
        f"  regelverk beräkna {folder}\n"
        f"  regelverk visa {folder}\n"
        f"  regelverk prova {folder}"
    )
    return DONE


COMMAND = Command(
    "ny",
    run,
    "Skapar en mapp med ett litet påhittat regelverk som fungerar, med data och ett exempel. Byt ut det mot ert eget, "
    "en bit i taget. En mapp som redan innehåller något rörs inte.",
    [Argument("folder", "MAPP", "mappen som ska skapas", type=new_folder)],
    "regelverk ny partistod",
)
