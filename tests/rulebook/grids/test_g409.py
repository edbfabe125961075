"""G409 malformed-cell-methods."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"cell_methods": "x: minimmmmum"})},
            "cell_methods of 't': 'minimmmmum' is no method of CF",
        ),
        (
            {"t": (("x",), [1.0], {"cell_methods": "fred: mean"})},
            "cell_methods of 't': there is no dimension or coordinate 'fred'",
        ),
        (
            {"t": (("x",), [1.0], {"cell_methods": "x: mean x: mean"})},
            "cell_methods of 't': 'x' is listed twice",
        ),
        (
            {"t": (("x",), [1.0], {"cell_methods": "averaged"})},
            "cell_methods of 't': 'averaged' is no list of 'name: method'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G409", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("time",), [1.0], {"cell_methods": "time: mean (interval: 1 hr) area: mean where land"})},
        {"t": (("time",), [1.0], {"cell_methods": "time: maximum within days time: mean over days"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G409", variables) == []
