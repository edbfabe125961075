"""What is wrong with the entries of a container, whatever its kind, and which of them can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.archives.members import Entry, is_bomb
from icos_ingest.archives.names import awkward_name, clashes, leads_out, shown, unsafe_name
from icos_ingest.model import Fault, Limits, Place

_SAFE = "a name relative to the archive, such as data/file.csv"


class Listed(Struct, frozen=True):
    """An entry as its container lists it.

    Attributes:
        entry: its name, and how its bytes are had.
        offset: of its header in the file.
        kind: what it is.
        target: what a link leads to, from where it stands; None where that is not known.
        alias: another name by which some programs call it.
        unread: the fault for which it cannot be read, None where it can.
        lost: whether what a fault told of it makes reading it vain.
    """

    entry: Entry
    offset: int
    kind: Literal["file", "folder", "link", "device"] = "file"
    target: str | None = None
    alias: str | None = None
    unread: Fault | None = None
    lost: bool = False


def judge(listed: Sequence[Listed], limits: Limits) -> tuple[list[Fault], list[Entry]]:
    """Faults of the entries one by one, and the entries that can be read as members."""
    faults: list[Fault] = []
    kept: list[Entry] = []
    doubles = clashes([one.entry.name for one in listed])
    taken: set[str] = set()
    total = 0
    for index, one in enumerate(listed):
        own = list(_faults(one, limits))
        place = Place(member=shown(one.entry.name), offset=max(0, one.offset))
        if index in doubles:
            own.append(Fault("member-duplicate", place, "each name once", doubles[index]))
        barred = one.lost or one.unread or any(fault.kind in ("unsafe-member", "bomb") for fault in own)
        total += one.entry.size or 0
        fits = total <= limits.unpacked
        if one.kind == "file" and fits and not barred and one.entry.name not in taken:
            kept.append(one.entry)
        taken.add(one.entry.name)
        faults += own
    if total > limits.unpacked:
        expected = f"at most {limits.unpacked:,} bytes"
        faults.append(Fault("bomb", expected=expected, detail=f"the members claim {total:,} bytes together"))
    return faults, kept


def _faults(one: Listed, limits: Limits) -> Iterator[Fault]:
    name, packed, size = one.entry.name, one.entry.packed, one.entry.size or 0
    place = Place(member=shown(name), offset=max(0, one.offset))
    if reason := unsafe_name(name) or unsafe_name((one.alias or "").replace("\0", "")):
        yield Fault("unsafe-member", place, _SAFE, reason)
    elif one.kind == "device":
        yield Fault("unsafe-member", place, "a file", "it is a device or a pipe")
    elif one.kind == "link":
        yield from _link(one, place)
    elif reason := awkward_name(name) or _other_name(name, one.alias):
        yield Fault("awkward-member", place, _SAFE, reason)
    if one.unread:
        yield replace(one.unread, place=place, expected="a member that anybody can unpack")
    if is_bomb(packed, size, limits):
        detail = f"{packed:,} packed bytes claim to unfold to {size:,}"
        yield Fault("bomb", place, f"at most {limits.ratio:,} times the packed size", detail)


def _other_name(name: str, alias: str | None) -> str | None:
    """Why two programs may call a member by two names, None where they do not; a code page is no reason."""
    if alias and alias != name and alias.isascii() and alias.isprintable():
        return f"some programs call it '{shown(alias)}'"
    return None


def _link(one: Listed, place: Place) -> Iterator[Fault]:
    if one.target is None:
        yield Fault("unsafe-member", place, "a file", "it is a link to another place")
    elif leads_out(one.entry.name, one.target):
        detail = f"it is a link to {shown(one.target)}, which is not in the archive"
        yield Fault("unsafe-member", place, "a file", detail)
    else:
        detail = f"it is a link to {shown(one.target)}, which not every system can make"
        yield Fault("awkward-member", place, "a file", detail)
