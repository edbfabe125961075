"""G422 too-new-string-type."""

import numpy as np
import pytest


@pytest.mark.parametrize("variables", [{"t": (("x",), np.array(["a"], dtype=object), {})}])
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G422", variables) == []


def test_strings_are_older_than_their_conventions(judge_netcdf):
    text = {"t": (("x",), np.array(["a"], dtype=object), {})}
    (finding,) = judge_netcdf("G422", text, {"Conventions": "CF-1.6"})
    assert (finding.severity, finding.message) == (
        "info",
        "'t' is of the type string, which CF has since 1.8",
    )
    assert judge_netcdf("G422", text, {"Conventions": "CF-1.11"}) == []
