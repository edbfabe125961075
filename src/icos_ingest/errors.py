"""What icos-ingest raises when it cannot go on.

A fault in the data is never one of these: it is a finding in the report.

    IcosIngestError
    ├── SourceError            the bytes cannot be had
    ├── DetectionError         no reader knows the file, or the wrong one was named
    ├── ReadError              the reader cannot go on
    │   ├── CorruptFile        the file breaks its own format
    │   │   └── Truncated      it ends before its data do
    │   ├── UnsupportedVariant a legal file of a kind we do not read
    │   ├── LimitExceeded      reading on would cost more than the limits allow
    │   └── MissingDependency  a library is not installed
    │       └── FilterMissing  or a compression filter of HDF5
    ├── OptionError            options that contradict each other or the file
    ├── SettingsError          icos-ingest.toml or a baseline is broken
    ├── SchemaFileError        a specification is broken
    │   └── SchemaNotFound     or there is none of that name
    └── RegistrationError      two readers or rules claim one name
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from typing import ClassVar


class IcosIngestError(Exception):
    """The base of everything that icos-ingest raises.

    Attributes:
        what: what is wrong, a sentence without its full stop.
        expected: what would have been right.
        hint: what the user can do.
        source: the file, as the user named it.
    """

    def __init__(
        self,
        what: str,
        *,
        expected: str | None = None,
        hint: str | None = None,
        source: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.hint = hint
        self.source = source

    def __str__(self) -> str:
        parts = [f"{self.source}: {self.what}" if self.source else self.what]
        if self.expected:
            parts.append(f"Expected {self.expected}")
        if self.hint:
            parts.append(f"Hint: {self.hint}")
        return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with every attribute."""
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(kind: type[IcosIngestError], state: Mapping[str, object]) -> IcosIngestError:
    error = kind.__new__(kind)
    Exception.__init__(error, state["what"])
    error.__dict__.update(state)
    return error


class SourceError(IcosIngestError):
    """The bytes cannot be had: no such file, no permission, a stream that was already read."""


class DetectionError(IcosIngestError):
    """No reader knows the file.

    Attributes:
        refusals: for each reader that was asked, why it said no.
    """

    def __init__(self, what: str, *, refusals: Mapping[str, str] | None = None, **rest: str | None) -> None:
        super().__init__(what, **rest)
        self.refusals = dict(refusals or {})


class ReadError(IcosIngestError):
    """The reader cannot go on.

    Attributes:
        kind: of the fault that the report makes of it.
    """

    kind: ClassVar[str] = "damaged"


class CorruptFile(ReadError):
    """The file breaks its own format."""


class Truncated(CorruptFile):
    """The file ends before its data do."""

    kind = "truncated"


class UnsupportedVariant(ReadError):
    """A legal file, or part of one, of a kind that is not read."""

    kind = "unsupported"


class SplitArchive(UnsupportedVariant):
    """One part of an archive that goes over several files, or an archive marked as such."""

    kind = "split-archive"


class LimitExceeded(ReadError):
    """Reading on would cost more memory, time or disk than the limits allow."""

    kind = "limit"


class MissingDependency(ReadError):
    """A library that the file needs is not installed."""

    kind = "missing-dependency"


class FilterMissing(MissingDependency):
    """A compression filter that the file's data went through is not installed."""

    kind = "filter-missing"


class OptionError(IcosIngestError):
    """Options that contradict each other or the file."""


class SeriesWarning(UserWarning):
    """What does not fit together in several files that were opened as one series."""


class SettingsError(IcosIngestError):
    """A settings file or a baseline cannot be read, or says what is not understood."""


class SchemaFileError(IcosIngestError):
    """A specification is broken."""


class SchemaNotFound(SchemaFileError):
    """There is no specification of that name."""


class RegistrationError(IcosIngestError):
    """Two readers or two rules claim one name, or a plug-in is broken."""
