"""G423 wrong-formula-terms."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {
                "s": (
                    ("s",),
                    [1.0],
                    {"standard_name": "atmosphere_sigma_coordinate", "formula_terms": "ps2: s"},
                )
            },
            "the formula of 's' has no term 'ps2'",
        ),
        (
            {"s": (("s",), [1.0], {"standard_name": "height", "formula_terms": "a: s"})},
            "there is no formula for 'height', the standard_name of 's'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G423", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [{"s": (("s",), [1.0], {"standard_name": "atmosphere_sigma_coordinate", "formula_terms": "sigma: s"})}],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G423", variables) == []
