"""How much of a machine one file may take."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """Bounds that are tested before anything is allocated or unpacked, or kept by the system.

    Attributes:
        spool: bytes of a stream or member that may be written to a temporary file for a C library.
        unpacked: bytes that one archive may unfold to, all members together.
        ratio: times its packed size that a member may unfold to.
        harmless: bytes that a member may unfold to, however few it was packed into.
        members: members of one archive that are looked into.
        depth: archives within archives.
        pixels: pixels of an image or of one band of a raster.
        array: bytes of one array that are held at a time.
        variables: variables and groups of one file.
        block: bytes of one strip or tile of a raster once it is unpacked.
        memory: bytes that the check of one file may take in its child process (on Linux).
        seconds: that it may take there, and one more for each megabyte of the file.
    """

    spool: int = 20_000_000_000
    unpacked: int = 20_000_000_000
    ratio: int = 1_000
    harmless: int = 256_000_000
    members: int = 10_000
    depth: int = 3
    pixels: int = 2_000_000_000
    array: int = 64_000_000
    variables: int = 20_000
    block: int = 256_000_000
    memory: int = 4_000_000_000
    seconds: int = 60


LIMITS = Limits()
