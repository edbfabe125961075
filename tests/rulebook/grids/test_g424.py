"""G424 gathered-point-outside."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {
                "p": (("p",), [0, 4], {"compress": "lat lon"}),
                "f": (("lat", "lon"), [[1.0, 2.0], [3.0, 4.0]], {}),
            },
            "1 indices of 'p' lie outside of lat by lon",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G424", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [{"p": (("p",), [0, 3], {"compress": "lat lon"}), "f": (("lat", "lon"), [[1.0, 2.0], [3.0, 4.0]], {})}],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G424", variables) == []
