"""Which characters the bytes of a table stand for."""

from __future__ import annotations

import codecs

from msgspec import Struct

from icos_ingest.errors import OptionError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""Byte order marks; those of UTF-32 begin like those of UTF-16 and are asked first."""
_LOOKED_AT = 4096


class Encoding(Struct, frozen=True):
    """How bytes become text.

    Attributes:
        codec: Python's name.
        note: how it was found out, a sentence for the user.
    """

    codec: str
    note: str

    @property
    def utf8(self) -> bool:
        """Whether it is UTF-8, whose bad bytes are read as Windows-1252 one by one."""
        return self.codec in ("utf-8", "utf-8-sig")

    @property
    def wide(self) -> bool:
        """Whether characters take two or four bytes, so that plain text is full of NUL bytes."""
        return self.codec.startswith(("utf-16", "utf-32"))

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.codec.removesuffix("-sig").upper()


def find_encoding(head: bytes, option: str | None = None) -> Encoding:
    """The encoding of a text: by the user's word, the byte order mark, the pattern of NUL bytes, else UTF-8.

    Args:
        head: the first bytes, cut anywhere.
        option: the name of a codec, as the user gave it.

    Raises:
        OptionError: there is no codec of that name.
    """
    if option is not None:
        codec = _codec(option)
        # A user who says UTF-8 does not mean that a byte order mark is part of the first title.
        if codec == "utf-8" and head.startswith(codecs.BOM_UTF8):
            codec = "utf-8-sig"
        # Python's UTF-16 and UTF-32 insist on the mark; without one, little-endian is what Windows writes.
        if codec in ("utf-16", "utf-32") and not any(
            head.startswith(mark) for mark, name, _ in _MARKS if name == codec
        ):
            codec = (codec == "utf-16" and _wide(head[:_LOOKED_AT])) or f"{codec}-le"
        return Encoding(codec, f"encoding is {option}, as the options say")
    for mark, codec, title in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, f"encoding is {title}, as its byte order mark says")
    wide = _wide(head[:_LOOKED_AT])
    if wide:
        return Encoding(wide, f"encoding is {wide.upper()}, since every other byte is NUL")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        if b"\n" not in head:
            line = head.count(b"\r", 0, error.start) + 1
        note = f"encoding is UTF-8, but line {line} is not; bytes that are not UTF-8 are read as Windows-1252"
        return Encoding("utf-8", note)
    return Encoding("utf-8", "encoding is UTF-8")


def _codec(name: str) -> str:
    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise OptionError(
            f"there is no encoding {name[:100]!r}",
            hint="Python knows utf-8, utf-16, windows-1252, iso-8859-1 and many others",
        ) from error


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by its NUL bytes."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 2 and odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if half >= 2 and even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None
