"""Sonic temperature does not follow air temperature.

## What it checks
That T_SONIC goes up and down with TA and is not far from it. It takes the first column of each in a FLUXNET
or AmeriFlux table.

## Why it matters
Both see the same air. If one does not follow the other, a sensor drifts or is in the sun, or a clock is off;
the sensible heat flux comes from the same sonic.

## How to mend
Plot both for some days. If the difference is steady, look at calibration and unit; if one lags behind, look
at the clocks.

## Example
Bad: T_SONIC of 28 °C where TA is 12 °C. Good: 12.6 °C.

## References
AmeriFlux, multivariate comparison of TA and T_SONIC (R2 of 0.7).
"""

from icos_ingest.content import Values
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Hit
from icos_ingest.rule_parts.pairs import Fit, PairRule
from icos_ingest.schema import thresholds


class AirAgainstSonicTemperature(PairRule):
    """Compares the means and the correlation."""

    severity = Severity.WARNING
    x, y = "TA", "T_SONIC"

    def keep(self, x: Values, y: Values) -> Values:
        """All that is no other unit, which has a rule of its own."""
        warmest = thresholds(self.name)["warmest"].value
        pairs: Values = (x < warmest) & (y < warmest)
        return pairs

    def judge(self, fit: Fit) -> Hit | None:
        """Difference and correlation; a correlation says little where the air hardly changes."""
        limits = thresholds(self.name)
        (x, y), (air, sonic) = fit.names, fit.means
        if fit.n < limits["least"].value:
            return None
        if abs(sonic - air) > limits["apart"].value:
            message = f"'{y}' is {sonic - air:+.1f} °C from '{x}' in the mean"
            return Hit(message, fit.first, f"within {limits['apart'].value:g} °C", places=(fit.first,))
        if fit.spreads[0] >= limits["spread"].value and fit.r2 < limits["r2"].value:
            message = f"'{y}' does not follow '{x}' (R2 {fit.r2:.2f})"
            return Hit(message, fit.first, f"R2 of {limits['r2'].value:g} or more", places=(fit.first,))
        return None


RULE = AirAgainstSonicTemperature()
