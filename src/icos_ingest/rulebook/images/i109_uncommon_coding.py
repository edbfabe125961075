"""The JPEG is coded as only few programs decode it.

## What it checks
That a JPEG is of the baseline, extended or progressive kind with Huffman coding, not lossless and not
arithmetic.

## Why it matters
Browsers and most viewers show nothing; who uses the file may not be able to open it.

## How to mend
Convert it without a loss: `jpegtran -optimize IN > OUT` for arithmetic coding, a PNG for lossless JPEG.

## Example
Bad: a JPEG with the frame FF C9. Good: one with FF C0 or FF C2.

## References
ITU-T T.81 (JPEG), table B.1.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UncommonCoding(FaultRule):
    """Explains which kind it is."""

    kinds = ("image-uncommon",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the coding."""
        del ctx
        return Hit(
            f"the JPEG is of a kind that few programs decode{f': {fault.detail}' if fault.detail else ''}"
        )


RULE = UncommonCoding()
