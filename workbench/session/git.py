"""The door to git: the rule files and data of one revision, written to a folder. Nothing else of git is used.

git is run without a shell and asked only for what is stored; it changes nothing, fetches nothing and runs no hooks.
Knows nothing of rules.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Sequence
from pathlib import Path

from dsl.frozen import frozen

# More than this is no regulation with its data.
MOST_FILES = 5_000
MOST_BYTES = 200_000_000
_SECONDS = 60


@frozen
class Stored:
    """One revision of a repository. commit: its full name; prefix: from the root to the current folder, with `/` last,
    or empty."""

    revision: str
    commit: str
    root: str
    prefix: str


@frozen
class Refused:
    """Why there is no such thing, in Swedish, with a way out."""

    text: str


@frozen
class File:
    """A file as git keeps it in a revision.

    size: in bytes; named: what git calls its content; path: from the root, with `/`.
    """

    size: int
    named: str
    path: str


def stored(revision: str) -> Stored | Refused:
    """A revision of the repository that the current folder is in."""
    if not revision or revision.startswith("-"):
        return Refused(f"”{revision}” är ingen version i git. Skriv till exempel HEAD~1, en tagg eller en gren.")
    found = _git("rev-parse", "--show-toplevel", "--show-prefix")
    if isinstance(found, Refused):
        return found
    code, out, said = found
    if code != 0:
        if "not a git repository" in said:
            return Refused(f"{os.getcwd()} hör inte till något gitarkiv. Gå till arkivets mapp, eller ange en fil.")
        return Refused(f"git läser inte arkivet: {_last(said)}")
    root, _, prefix = _decoded(out).removesuffix("\n").partition("\n")
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if isinstance(found, Refused):
        return found
    code, out, _ = found
    if code != 0:
        return Refused(f"versionen {revision} finns inte i gitarkivet {root}. Se vilka som finns: git log --oneline")
    return Stored(revision, _decoded(out).strip(), root, prefix)


def place(of: Stored, path: str) -> str | Refused:
    """A path as git reads it after `REV:`: from the root of the repository, or with `./` or `../` from the current
    folder. Gives it from the root, without `/` last; empty for the root itself."""
    beside = path in (".", "..") or path.startswith(("./", "../"))
    whole = posixpath.normpath(posixpath.join(of.prefix if beside else "", path)) if path else "."
    if whole.startswith(("/", "../")) or whole == "..":
        return Refused(f"{path} ligger utanför gitarkivet. Ange sökvägen från arkivets rot, {of.root}.")
    return "" if whole == "." else whole


def files(of: Stored, below: str) -> tuple[File, ...] | Refused:
    """The plain files at or below a path, in order; none where nothing is there."""
    found = _git("ls-tree", "-r", "-l", "-z", "--full-tree", of.commit, *(("--", below) if below else ()))
    if isinstance(found, Refused):
        return found
    code, out, said = found
    if code != 0:
        return Refused(f"git läser inte versionen {of.revision}: {_last(said)}")
    listed = []
    for entry in out.split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        mode, _, rest = about.decode("ascii", "replace").partition(" ")
        # Links, and repositories within the repository, are not followed.
        if tab and mode in ("100644", "100755"):
            _, named, size = rest.split()
            path = os.fsdecode(name)
            if all(part not in ("", ".", "..") for part in path.split("/")):
                listed.append(File(int(size), named, path))
    return tuple(listed)


def too_much(chosen: Sequence[File]) -> bool:
    """Whether these are more, or larger, than `write` writes."""
    return len(chosen) > MOST_FILES or sum(file.size for file in chosen) > MOST_BYTES


def write(of: Stored, chosen: Sequence[File], folder: Path) -> Refused | None:
    """The content of the files, below a folder that is there and empty."""
    if too_much(chosen):
        return Refused(f"versionen {of.revision} har för många eller för stora filer för ett regelverk med data.")
    found = _git("cat-file", "--batch", given="".join(f"{file.named}\n" for file in chosen).encode())
    if isinstance(found, Refused):
        return found
    code, out, said = found
    if code != 0:
        return Refused(f"git läser inte filerna i versionen {of.revision}: {_last(said)}")
    at = 0
    for file in chosen:
        # `NAME blob SIZE`, a line break, the content and a line break
        start = out.index(b"\n", at) + 1
        at = start + file.size + 1
        target = folder.joinpath(*file.path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(out[start : start + file.size])
    return None


def _git(*arguments: str, given: bytes | None = None) -> tuple[int, bytes, str] | Refused:
    """Exit code, answer and what was said beside it."""
    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(
            ("git", "--no-pager", "--no-replace-objects", *arguments),
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env={**os.environ, **quiet},
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        return Refused("programmet git finns inte på datorn. Installera git, eller ange en fil eller en mapp.")
    except subprocess.TimeoutExpired:
        return Refused(f"git svarade inte på {_SECONDS} sekunder.")
    except (OSError, ValueError):
        return Refused("git gick inte att starta. Ange en fil eller en mapp i stället.")
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def _decoded(out: bytes) -> str:
    return os.fsdecode(out)


def _last(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1].removeprefix("fatal: ") if lines else "den svarade inget"
