"""What goes between the processes.

Down goes a `Request`, up come messages, the last of which is a report. A child that a hostile file has taken
over may send anything, so that nothing but plain data and the classes of the model is taken from it.
"""

from __future__ import annotations

import builtins
import pickle
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from icos_ingest.model import Detection, Report
from icos_ingest.pipeline.job import Job

_PLAIN = frozenset({"set", "frozenset", "complex", "slice", "range", "bytearray"})
_OURS = "icos_ingest.model"


class Request(Struct, frozen=True):
    """One file to be judged.

    Attributes:
        path: of the file.
        name: what the user calls it.
        member: path of this member inside its archive, None for a file.
        job: what to look for.
        detection: what it is.
    """

    path: str
    name: str
    member: str | None
    job: Job
    detection: Detection

    @property
    def size(self) -> int:
        """Bytes of the file, 0 where they cannot be counted."""
        try:
            return Path(self.path).stat().st_size
        except OSError:
            return 0


Message = tuple[str, Any]
"""`("ready", None)`, `("progress", (done, size))`, `("part", report)`, `("report", report)`."""


class _Model(pickle.Unpickler):
    """Takes classes of the model, and nothing that could run."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if module_name == "builtins" and global_name in _PLAIN:
            return getattr(builtins, global_name)
        found = super().find_class(module_name, global_name) if module_name.startswith(f"{_OURS}.") else None
        if isinstance(found, type) and found.__module__ == module_name:
            return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not expected")


def send(stream: IO[bytes], kind: str, what: Any = None) -> None:
    """One message up."""
    pickle.dump((kind, what), stream, protocol=5)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """The next message of a child, None where it is gone, or what it sends is none."""
    try:
        kind, what = _Model(stream).load()
    except Exception:  # noqa: BLE001  # bytes from a broken process may raise anything
        return None
    return (kind, what) if kind not in ("part", "report") or isinstance(what, Report) else None
