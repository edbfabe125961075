"""G416 repeated-axis."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {
                "t": (("u", "v"), [[1.0]], {}),
                "u": (("u",), [1.0], {"axis": "X"}),
                "v": (("v",), [1.0], {"axis": "X"}),
            },
            "the coordinates 'u' and 'v' of 't' are both axis X",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G416", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {
            "t": (("u", "v"), [[1.0]], {}),
            "u": (("u",), [1.0], {"axis": "X"}),
            "v": (("v",), [1.0], {"axis": "Y"}),
        }
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G416", variables) == []
