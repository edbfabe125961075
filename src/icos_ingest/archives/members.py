"""Members of a container: read as streams under limits, never unpacked by name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, ClassVar, NamedTuple, Protocol

from icos_ingest.content import Content, Facts
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, Truncated, UnsupportedVariant
from icos_ingest.model import Limits, Source

_WORDS = {"Bad CRC-32": "their checksum, CRC-32, is not the one that is stated"}
"""What a library says, and what it means."""


class Bomb(LimitExceeded):
    """A member unfolds to more than it could hold in earnest."""

    kind: ClassVar[str] = "bomb"


class Readable(Protocol):
    """What a decompressor gives."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end."""

    def close(self) -> object:
        """Release it."""


class Ledger:
    """What one archive has unfolded to so far, all members together.

    Args:
        limits: `unpacked` and `ratio` of them are held.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._read: dict[str, int] = {}
        self._total = 0

    def enter(self, member: str, packed: int, unpacked: int, label: str) -> None:
        """Note how far a member has been read; reading it again counts once.

        Raises:
            Bomb: it has unfolded to more than the limits allow.
            LimitExceeded: the whole archive has.
        """
        grown = unpacked - self._read.get(member, 0)
        if grown > 0:
            self._read[member] = unpacked
            self._total += grown
        if is_bomb(packed, unpacked, self._limits):
            raise Bomb(
                f"its {packed:,} packed bytes unfold to more than {unpacked:,}",
                expected=f"at most {self._limits.ratio:,} times the packed size",
                hint="if the file is meant to be like that, raise the limit `ratio`",
                source=label,
            )
        if self._total > self._limits.unpacked:
            raise LimitExceeded(
                f"the archive unfolds to more than {self._limits.unpacked:,} bytes",
                hint="split the archive, or raise the limit `unpacked`",
                source=label,
            )


def is_bomb(packed: int, unpacked: int, limits: Limits) -> bool:
    """Whether so much comes out of so little that it is there to do harm; fill values unfold far, too."""
    return unpacked > limits.harmless and unpacked > limits.ratio * max(1, packed)


class _Member(io.RawIOBase):
    """One member's bytes: opened with the first read, counted, its errors in our words."""

    def __init__(
        self,
        opener: Callable[[], Readable],
        ledger: Ledger,
        *,
        member: str,
        label: str,
        packed: int,
        size: int | None,
    ) -> None:
        self._opener = opener
        self._ledger = ledger
        self._member = member
        self._label = label
        self._packed = packed
        self._size = size
        self._stream: Readable | None = None
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is wider
        with in_our_words(self._label):
            if self._stream is None:
                self._stream = self._opener()
            part = self._stream.read(len(buffer))
        self._count += len(part)
        if not part and len(buffer) and self._size is not None and self._count != self._size:
            raise CorruptFile(
                f"it holds {self._count:,} bytes where the archive promises {self._size:,}",
                hint="pack the file again",
                source=self._label,
            )
        self._ledger.enter(self._member, self._packed, self._count, self._label)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if self._stream is not None and not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def in_our_words(label: str, damaged: str = "the packed data are damaged") -> Iterator[None]:
    """Turn whatever a decompressor raises into an error that names the file.

    Args:
        label: what the user calls the file.
        damaged: what is wrong when it is neither cut nor of an unknown kind.

    Raises:
        Truncated: the packed data end too early.
        UnsupportedVariant: they are encrypted, or packed in a way that Python does not know.
        CorruptFile: anything else.
    """
    try:
        yield
    except IcosIngestError:
        raise
    except EOFError as error:
        raise Truncated(
            "the packed data end before they are complete",
            hint="transfer or pack the file again",
            source=label,
        ) from error
    except NotImplementedError as error:
        raise UnsupportedVariant(
            f"it is packed in a way that is not read ({error})",
            hint="pack it again with deflate",
            source=label,
        ) from error
    except Exception as error:
        said = str(error) or type(error).__name__
        raise CorruptFile(
            f"{damaged} ({next((words for key, words in _WORDS.items() if key in said), said)})",
            hint="transfer or pack the file again",
            source=label,
        ) from error


class Entry(NamedTuple):
    """One member of a container.

    Attributes:
        name: its path in the container.
        opener: gives its unpacked bytes.
        packed: how many bytes it takes in the container.
        size: how many the container says it has unpacked; reading checks it.
    """

    name: str
    opener: Callable[[], Readable]
    packed: int
    size: int | None = None


class Archive(Content):
    """A container that was opened, with those of its members that can be read.

    Args:
        source: the container.
        facts: what was found while opening.
        limits: held while members are read.
        stack: closes what was opened.
        entries: the members, in their order.
    """

    def __init__(
        self, source: Source, facts: Facts, limits: Limits, stack: ExitStack, entries: Sequence[Entry]
    ) -> None:
        self.facts = facts
        self._name = source.name
        self._ledger = Ledger(limits)
        self._stack = stack
        self._entries = entries

    def members(self) -> Iterable[Source]:
        return map(self._member, self._entries)

    def _member(self, entry: Entry) -> Source:
        """A member as a source of its own."""
        name, opener, packed, size = entry
        label = f"{self._name}!{name}"

        def open_member() -> BinaryIO:
            raw = _Member(opener, self._ledger, member=name, label=label, packed=packed, size=size)
            return io.BufferedReader(raw, buffer_size=1 << 18)

        return Source(open_member, name=label, member=name, size=size)

    def close(self) -> None:
        self._stack.close()


def within_limits(count: int, limits: Limits, label: str) -> None:
    """Stop at an archive of too many members.

    Raises:
        LimitExceeded: there are more than the limits allow.
    """
    if count > limits.members:
        raise LimitExceeded(
            f"the archive has more than {limits.members:,} members",
            hint="split the archive, or raise the limit `members`",
            source=label,
        )
