"""Photosynthetic light does not follow shortwave radiation.

## What it checks
That by day PPFD_IN is about twice SW_IN, and that both go up and down together. It takes the first column of
each in a FLUXNET or AmeriFlux table.

## Why it matters
Both see the same sun. If one does not follow the other, a sensor is shaded or dirty, its calibration or unit
is wrong, or its logger's clock is off.

## How to mend
Plot both for some clear days. If the ratio is off, look at calibration and unit of the quantum sensor; if one
lags behind, look at the clocks.

## Example
Bad: PPFD_IN of 400 where SW_IN is 800 W m-2. Good: 1620 µmol m-2 s-1.

## References
AmeriFlux, multivariate comparison (R2 of 0.7); McCree 1972: 4.57 µmol J-1 in sunlight, of which 0.44 is
photosynthetic.
"""

import numpy as np

from icos_ingest.content import Values
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Hit
from icos_ingest.rule_parts.pairs import Fit, PairRule
from icos_ingest.schema import thresholds


class LightAgainstRadiation(PairRule):
    """Compares the sums and the correlation by day."""

    severity = Severity.WARNING
    x, y = "SW_IN", "PPFD_IN"

    def keep(self, x: Values, y: Values) -> Values:
        """By day for either of them."""
        night = thresholds(self.name)["night"].value
        return np.asarray((x > night) | (y > 2 * night))

    def judge(self, fit: Fit) -> Hit | None:
        """Ratio and correlation."""
        limits = thresholds(self.name)
        (x, y), (radiation, light) = fit.names, fit.means
        ratio = light / radiation if radiation > 0 else np.inf
        if fit.n < limits["least"].value:
            return None
        if not limits["low"].value <= ratio <= limits["high"].value:
            message = f"by day '{y}' is {ratio:.2f} times '{x}'"
            return Hit(message, fit.first, "about 2 µmol J-1", places=(fit.first,))
        if fit.r2 < limits["r2"].value:
            message = f"by day '{y}' does not follow '{x}' (R2 {fit.r2:.2f})"
            return Hit(message, fit.first, f"R2 of {limits['r2'].value:g} or more", places=(fit.first,))
        return None


RULE = LightAgainstRadiation()
