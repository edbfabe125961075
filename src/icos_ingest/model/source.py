"""Where bytes come from: a path, bytes, a stream, a URL, a member of an archive."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from icos_ingest.errors import IcosIngestError, LimitExceeded, SourceError
from icos_ingest.model.limits import LIMITS

HEAD = 65_536
_CHUNK = 1 << 20


class Source:
    """Bytes with a name, a head that can be looked at again, and one counted pass.

    A path, bytes, a seekable stream, a URL and an archive member can be opened again; any other stream can
    be opened once. Size and SHA-256 are known after a pass that reached the end, never by a second read.

    Attributes:
        name: what the user calls it; text from outside, for messages only.
        path: the local file, where there is one.
        member: path of this member inside its archive, None for a file.
        sha256: of all bytes in hex, once a pass has reached the end.
        progress: called with the bytes read so far and the size, None where it is not known.
    """

    def __init__(
        self,
        opener: Callable[[], BinaryIO],
        *,
        name: str,
        path: Path | None = None,
        member: str | None = None,
        size: int | None = None,
        once: bool = False,
    ) -> None:
        self.name = name
        self.path = path
        self.member = member
        self.sha256: str | None = None
        self.progress: Callable[[int, int | None], None] | None = None
        self._size = size
        self._opener = opener
        self._once = once
        self._stream: BinaryIO | None = None
        self._head = b""
        self._ended = False
        self._spent = False

    @classmethod
    def of(
        cls, obj: str | os.PathLike[str] | bytes | BinaryIO | Source, *, name: str | None = None
    ) -> Source:
        """A source of whatever the user gave.

        Args:
            obj: a path, an fsspec URL, bytes, or a binary file object.
            name: what to call it; by default its path or `<bytes>`, `<stream>`.

        Raises:
            SourceError: there is no such file, or the object is of no kind that can be read.
        """
        if isinstance(obj, Source):
            return obj
        if isinstance(obj, bytes | bytearray | memoryview):
            data = bytes(obj)
            return cls(lambda: io.BytesIO(data), name=name or "<bytes>", size=len(data))
        if isinstance(obj, str) and "://" in obj:
            return cls._of_url(obj, name)
        if isinstance(obj, str | os.PathLike):
            return cls._of_path(Path(obj), name)
        if callable(getattr(obj, "read", None)):
            return cls._of_stream(obj, name)
        raise SourceError(
            f"an object of type {type(obj).__name__} cannot be read",
            expected="a path, a URL, bytes, or a file object opened in binary mode",
        )

    @classmethod
    def _of_path(cls, path: Path, name: str | None) -> Source:
        shown = name or str(path)
        try:
            if path.is_dir():
                raise SourceError("this is a folder", expected="a file", source=shown)
            size = path.stat().st_size
        except (OSError, ValueError) as error:
            raise SourceError(
                f"the file cannot be opened ({_reason(error)})",
                expected="a file that can be read",
                source=shown,
            ) from error
        return cls(lambda: path.open("rb"), name=shown, path=path, size=size)

    @classmethod
    def _of_url(cls, url: str, name: str | None) -> Source:
        import fsspec

        return cls(lambda: fsspec.open(url, "rb").open(), name=name or url)

    @classmethod
    def _of_stream(cls, stream: BinaryIO, name: str | None) -> Source:
        own = getattr(stream, "name", None)
        shown = name or (own if isinstance(own, str) else "<stream>")
        try:
            start = stream.tell() if stream.seekable() else None
        except (OSError, AttributeError, ValueError):
            start = None
        if start is None:
            return cls(lambda: _Unclosed(stream), name=shown, once=True)

        def rewind() -> BinaryIO:
            stream.seek(start)
            return _Unclosed(stream)

        return cls(rewind, name=shown)

    @property
    def size(self) -> int | None:
        """The number of bytes, None while it is not known."""
        return self._size

    @property
    def basename(self) -> str:
        """The last part of the name, for provenance and file-name rules."""
        return (self.member or self.name).replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def once(self) -> bool:
        """Whether its bytes can be had one time only."""
        return self._once

    def peek(self, n: int = HEAD) -> bytes:
        """The first `n` bytes, or fewer if the source has fewer; may be called again with any `n`."""
        if len(self._head) < n and not self._ended and not (self._once and self._spent):
            with self._guard():
                if self._once:
                    self._head = _read_up_to(self._running(), n, self._head)
                else:
                    with self._opener() as stream:
                        self._head = _read_up_to(stream, n)
            self._ended = len(self._head) < n
        return self._head[:n]

    def open(self) -> BinaryIO:
        """A buffered stream from the first byte on; reaching its end fixes `size` and `sha256`.

        Raises:
            SourceError: the bytes cannot be had, or a stream that cannot be rewound was opened twice.
        """
        if self._spent and self._once:
            raise SourceError(
                "this stream was already read and cannot be rewound",
                hint="pass a path or bytes",
                source=self.name,
            )
        head = b""
        with self._guard():
            stream = self._running() if self._once else self._opener()
        if self._once:
            head, self._spent = self._head, True
        return io.BufferedReader(_Counted(self, head, stream), buffer_size=1 << 18)

    @contextmanager
    def local_path(self, suffix: str = "", limit: int = LIMITS.spool) -> Iterator[Path]:
        """A path that a C library can open: the file itself, or a temporary copy that is removed again.

        Args:
            suffix: of the temporary copy, for libraries that go by it.
            limit: bytes that the copy may have.

        Raises:
            LimitExceeded: the copy would be larger than the limit.
        """
        if self.path is not None:
            yield self.path
            return
        import tempfile

        with tempfile.TemporaryDirectory(prefix="icos-ingest-") as folder:
            copy = Path(folder) / f"spooled{suffix}"
            with self.open() as stream, copy.open("wb") as out:
                written = 0
                while part := stream.read(_CHUNK):
                    written += len(part)
                    if written > limit:
                        raise LimitExceeded(
                            f"more than {limit:,} bytes would have to be copied to disk",
                            source=self.name,
                        )
                    out.write(part)
            yield copy

    def _running(self) -> BinaryIO:
        if self._stream is None:
            self._stream = self._opener()
        return self._stream

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except IcosIngestError:
            raise
        except (OSError, ValueError, EOFError) as error:
            raise SourceError(f"the bytes cannot be read ({_reason(error)})", source=self.name) from error

    def _sealed(self, size: int, sha256: str) -> None:
        self._size, self.sha256 = size, sha256


class _Counted(io.RawIOBase):
    """The head, then the rest of the stream; counts and hashes what passes."""

    def __init__(self, source: Source, head: bytes, rest: BinaryIO) -> None:
        self._source = source
        self._head = head
        self._rest = rest
        self._hash = hashlib.sha256()
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is wider
        read = self._read_head(buffer) or self._read_rest(buffer)
        if not read:
            self._source._sealed(self._count, self._hash.hexdigest())  # noqa: SLF001  # one class in two parts
        self._hash.update(buffer[:read])
        self._count += read
        if self._source.progress:
            self._source.progress(self._count, self._source.size)
        return read

    def _read_head(self, buffer: memoryview) -> int:
        part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _read_rest(self, buffer: memoryview) -> int:
        with self._source._guard():  # noqa: SLF001  # one class in two parts
            if isinstance(self._rest, io.BufferedIOBase):
                return self._rest.readinto(buffer)
            part = self._rest.read(len(buffer)) or b""
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._rest.close()
        super().close()


class _Unclosed(io.RawIOBase, BinaryIO):
    """A user's own stream: read, never closed by us."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        data: object = self._stream.read(-1 if size is None else size)
        if not isinstance(data, bytes):
            raise SourceError("the file object was opened in text mode", hint="open it with mode 'rb'")
        return data


def _read_up_to(stream: BinaryIO, n: int, head: bytes = b"") -> bytes:
    """`head` and what follows, up to n bytes in all, however little the stream gives at a time."""
    parts, got = [head], len(head)
    while got < n and (part := stream.read(n - got)):
        parts.append(part)
        got += len(part)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
