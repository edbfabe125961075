"""A member of the archive is encrypted.

## What it checks
That no member of a zip is protected with a password or a certificate.

## Why it matters
Nobody can read the member without its password, which no repository keeps: the data are stored and lost.

## How to mend
Pack the files again without a password.

## Example
Bad: `zip -e data.zip co2.csv`. Good: `zip data.zip co2.csv`.

## References
APPNOTE 6.3, sections 6 (traditional encryption), 7 (strong encryption) and appendix E (AES).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class EncryptedMember(FaultRule):
    """Explains which member, and how it is encrypted."""

    kinds = ("encrypted-member",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the member."""
        del ctx
        return Hit(f"the member '{fault.place.member}' cannot be read: {fault.detail}")


RULE = EncryptedMember()
