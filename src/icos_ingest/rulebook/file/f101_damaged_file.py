"""The file breaks its own format.

## What it checks
That the file can be read to its last byte: every chunk, tile and member is read once, and checksums are
tested where the format has them.

## Why it matters
Damaged data are wrong or lost. Many programs open such a file without a word, because they look at the
damaged part only when it is asked for.

## How to mend
Take the file from its origin again and compare sizes or checksums; if the origin is damaged, too, write it
anew from the raw data.

## Example
Bad: a netCDF-4 file with a chunk that does not decompress. Good: the same file, copied in binary mode.

## References
HDF5 file format specification; RFC 1951 and RFC 1952 for zip and gzip.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class DamagedFile(FaultRule):
    """Explains what a library could not make sense of."""

    kinds = ("damaged",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the part and what its library said."""
        del ctx
        part = f"'{fault.place.field}' is" if fault.place.field else "the file is"
        return Hit(f"{part} damaged{f': {fault.detail}' if fault.detail else ''}")


RULE = DamagedFile()
