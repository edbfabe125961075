"""Names of members: those that lead astray, those that only some systems can take, those that clash."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def unsafe_name(name: str) -> str | None:
    """Why a member's name could lead out of the folder it is unpacked to, None where it could not."""
    parts = name.replace("\\", "/")
    if "\0" in name:
        return "the name holds a NUL byte, where some programs cut it"
    if parts.startswith("/"):
        return "the name begins at the root of the disk"
    if _DRIVE.match(name):
        return "the name begins with a drive letter"
    if ".." in parts.split("/"):
        return "the name climbs out of its folder with '..'"
    return None


def awkward_name(name: str) -> str | None:
    """Why a member cannot be unpacked everywhere under its name, None where it can."""
    if not name.strip():
        return "the name is empty"
    if _CONTROL.search(name):
        return "the name holds control characters"
    if "\\" in name:
        return "the name holds a backslash, which parts folders on Windows alone"
    return None


def leads_out(name: str, target: str) -> bool:
    """Whether a link of that name leads out of the archive."""
    if "\0" in target or target.startswith(("/", "\\")) or _DRIVE.match(target):
        return True
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target)).split("/")[0] == ".."


def clashes(names: Sequence[str]) -> dict[int, str]:
    """Members whose name was taken before, also but for case or spelling, or is both a file and a folder.

    Args:
        names: in the order of the archive; those of folders end in `/`.

    Returns:
        By index in `names`, why the name is not unique.
    """
    found: dict[int, str] = {}
    seen: dict[str, str] = {}
    ordered = sorted(set(names))
    for index, name in enumerate(names):
        folded = unicodedata.normalize("NFC", name).casefold()
        if seen.get(folded) == name:
            found[index] = "it stands there twice"
        elif folded in seen:
            found[index] = f"'{shown(seen[folded])}' is the same where case and accents are taken as equal"
        elif name and not name.endswith("/"):
            folder = name + "/"
            at = bisect_left(ordered, folder)
            if at < len(ordered) and ordered[at].startswith(folder):
                found[index] = "it is the name of a file and of a folder"
        seen.setdefault(folded, name)
    return found


def shown(name: str) -> str:
    """A member's name for a place: as it stands, cut where it is absurdly long."""
    return name if len(name) <= 300 else f"{name[:300]}…"
