"""G413 mismatched-flag-meanings."""

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"q": (("x",), [1], {"flag_values": np.array([0, 1, 2]), "flag_meanings": "good bad"})},
            "flag_values of 'q' are 3, flag_meanings 2",
        ),
        (
            {"q": (("x",), [1], {"flag_values": np.array([0, 1, 1]), "flag_meanings": "good bad ugly"})},
            "flag_values of 'q' hold a value twice",
        ),
        (
            {"q": (("x",), [1], {"flag_values": "0, 1", "flag_meanings": "good bad"})},
            "flag_values of 'q' are text, its values are numbers",
        ),
        (
            {
                "q": (
                    ("x",),
                    [1],
                    {"flag_values": np.array([2]), "flag_masks": np.array([12]), "flag_meanings": "a"},
                )
            },
            "flag_values of 'q' lie outside of their flag_masks",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G413", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    "variables",
    [
        {"q": (("x",), [1], {"flag_values": np.array([0, 1]), "flag_meanings": "good bad"})},
        {"q": (("x",), [1], {"flag_masks": np.array([1, 2, 4]), "flag_meanings": "a b c"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G413", variables) == []
