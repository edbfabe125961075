"""G401 unknown-standard-name."""

import pytest


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"t": (("x",), [1.0], {"standard_name": "air_temperatur"})},
            "the standard_name 'air_temperatur' of 't' is not in the table",
        ),
        (
            {"t": (("x",), [1.0], {"standard_name": "air_temperature staus_flag"})},
            "the standard_name 'air_temperature' of 't' has the modifier 'staus_flag'",
        ),
    ],
)
def test_what_is_wrong_is_named(judge_netcdf, variables, message):
    (finding,) = judge_netcdf("G401", variables)
    assert (finding.severity, finding.message) == ("warning", message)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("mole_fraction_of_co2_in_air", "mole_fraction_of_carbon_dioxide_in_air"),
        ("mole_fraction_of_CH4_in_air", "mole_fraction_of_methane_in_air"),
        ("mole_fraction_of_n2o_in_dry_air", "mole_fraction_of_nitrous_oxide_in_dry_air"),
        ("mole_fraction_of_co_in_aire", "mole_fraction_of_carbon_monoxide_in_air"),
        ("air_temperatur", "air_temperature"),
    ],
)
def test_the_nearest_name_is_told_and_formulas_are_understood(judge_netcdf, name, near):
    (finding,) = judge_netcdf("G401", {"t": (("x",), [1.0], {"standard_name": name})})
    assert finding.expected == f"perhaps '{near}'"


@pytest.mark.parametrize(
    "variables",
    [
        {"t": (("x",), [1.0], {"standard_name": "air_temperature standard_error"})},
        {"t": (("x",), [1.0], {"long_name": "a name"})},
    ],
)
def test_what_is_right_is_left_alone(judge_netcdf, variables):
    assert judge_netcdf("G401", variables) == []
