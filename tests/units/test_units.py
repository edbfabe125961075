"""Spellings of units: what the portal and the field write is read, the rest is never guessed."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest import units
from icos_ingest.errors import OptionError
from icos_ingest.units import LONGEST, alike, convert, convertible, to_udunits
from icos_ingest.units.spellings import COMMON, NOT_UNITS, SAME, SPELLINGS


@pytest.mark.parametrize(
    ("text", "udunits"),
    [
        ("umol.mol-¹", "umol mol-1"),
        ("nmol.mol-¹", "nmol mol-1"),
        ("pmol.mol-¹", "pmol mol-1"),
        ("Wm-2", "W m-2"),
        ("ms-1", "m s-1"),
        ("ms", "ms"),
        ("umolm-2s-1\xa0\xa0", "umol m-2 s-1"),
        ("umol m-2 s-1", "umol m-2 s-1"),
        ("µmol m−2 s−1", "umol m-2 s-1"),
        ("m³ m⁻³", "m3 m-3"),
        ("Deg C", "degC"),
        ("deg C", "degC"),
        ("C", "degC"),
        ("°C", "degC"),
        ("ºC", "degC"),
        ("degC", "degC"),
        ("Celsius", "Celsius"),
        ("W m-2", "W m-2"),
        ("W/m2", "W/m2"),
        ("W.meter-2", "W meter-2"),
        ("µatm", "uatm"),
        ("μatm", "uatm"),
        ("uatm", "uatm"),
        ("ppm", "ppm"),
        ("ppb", "ppb"),
        ("‰", "1e-3"),
        ("per mil", "1e-3"),
        ("Δ (per mil) according to Stuiver, M., & Polach, H. A. (1977). Radiocarbon, 19, 355-359.", "1e-3"),
        ("psu", "1"),
        ("FNU", "1"),
        ("%", "%"),
        ("% ", "%"),
        ("a.u.", "1"),
        ("-", "1"),
        ("#", "1"),
        ("1e-9", "1e-9"),
        ("0.001", "0.001"),
        ("mol m-3", "mol m-3"),
        ("m3 m-3", "m3 m-3"),
        ("%vsVSMOW", "%"),
        ("mW sr-1 m-2 nm-1", "mW sr-1 m-2 nm-1"),
        ("[µmol+1s-1m-2]", "umol+1s-1m-2"),
        ("m**2 s**-2", "m^2 s^-2"),
        ("umol_m-2_s-1", "umol m-2 s-1"),
        ("days since 2000-01-01", "days since 2000-01-01"),
        ("ppm (µmol m-2 s-1)-1", "ppm (umol m-2 s-1)-1"),
    ],
)
def test_the_spellings_of_the_field_are_read(text, udunits):
    assert to_udunits(text).udunits == udunits
    assert to_udunits(text).original == text


@pytest.mark.parametrize(
    ("text", "udunits", "note"),
    [
        ("kgC m-2 h-1", "kg m-2 h-1", "mass of carbon"),
        ("PgC year-1", "Pg year-1", "mass of carbon"),
        ("mg C L-1", "mg L-1", "mass of carbon"),
        ("µg N L-1", "ug L-1", "mass of nitrogen"),
        ("µmolCO2 m-2 s-1", "umol m-2 s-1", "amount of carbon dioxide"),
        ("mmol H2O mol-1", "mmol mol-1", "amount of water"),
        ("[mmol+1mol_d-1]", "mmol+1mol-1", "amount of dry air"),
        ("g C m-2 d-1", "g m-2 d-1", "mass of carbon"),
    ],
)
def test_a_substance_goes_to_the_note(text, udunits, note):
    assert (to_udunits(text).udunits, to_udunits(text).note) == (udunits, note)


@pytest.mark.parametrize(
    "text",
    ["", " ", "unknown", "dd/mm/yyyy", "hh:mm", "HH:MM (CET)", "yyyy-mm-dd", "01/01/2016", "-6.564139", "00:30", "TS", "level",
     "Chad Pennington", "W m-2 C-1", "mol C-1", "molN N", "M/S", "m\x00", "m\ud800", "m utc", "m^99999", "1e400 m", "8u/v/w/ts", "m" * 101],
)  # fmt: skip
def test_what_is_no_unit_stays_unknown_and_says_why(text):
    spelling = to_udunits(text)
    assert spelling.udunits is None
    assert spelling.note


def test_every_unit_of_the_portal_is_read(facts_folder: Path):
    def units(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["unit"]} if isinstance(node.get("unit"), str) else set()
            return own.union(*map(units, node.values()))
        return set().union(*map(units, node)) if isinstance(node, list) else set()

    portal = set()
    for name in ("value_types.json", "datasets.json"):
        portal |= units(json.loads((facts_folder / name).read_text("utf-8")))
    assert len(portal) > 40
    assert {unit for unit in portal if to_udunits(unit).udunits is None} == set()


@pytest.mark.parametrize("text", sorted(COMMON))
def test_udunits_says_the_same_of_units_that_it_is_not_asked_for(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = to_udunits(text)
    monkeypatch.setattr(units, "COMMON", frozenset())
    assert to_udunits(text) == known


@given(st.from_regex(units._SINCE, fullmatch=True))
def test_udunits_reads_the_times_that_it_is_not_asked_for(text: str) -> None:
    assert to_udunits(text).udunits == text
    assert units._unit(text) is not None


@pytest.mark.parametrize(("text", "other"), SAME.items())
def test_two_names_of_one_unit_are_one_for_udunits(text: str, other: str) -> None:
    assert alike(text, other)
    assert convertible(text, other)
    one, two = units._unit(text), units._unit(other)
    np.testing.assert_array_equal(one.convert(np.array([0.0, 1.0]), two), [0.0, 1.0])


def test_units_that_are_not_known_are_alike_only_if_they_are_spelled_alike() -> None:
    assert alike("furlong of nothing", "furlong  of nothing")
    assert not alike("furlong of nothing", "nothing of furlong")
    assert not convertible("furlong of nothing", "furlong of nothing")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_row_of_the_table_is_reached_and_gives_a_unit(spelling):
    found = to_udunits(spelling).udunits
    assert found == SPELLINGS[spelling][0]
    assert to_udunits(found).udunits == found
    assert convertible(found, found)


@pytest.mark.parametrize("text", NOT_UNITS)
def test_every_word_that_is_no_unit_is_reached(text):
    assert to_udunits(text).note == NOT_UNITS[text]


pieces = st.sampled_from(
    ["m", "s-1", "kg", "mol", "C", "N", "%", "µ", "°", "(", ")", "^", "-", "1", "255", ".", "/", "*", "e", " ", "\xa0", "@", " since ",
     "2000-01-01", "lg(re ", "nan", "inf", "0", "_", "#", " utc", "epoch", "degC", "‰", "²", "\n", "1e300"]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join) | st.text(max_size=150))
def test_any_text_is_answered_and_an_answer_is_its_own_answer(text):
    spelling = to_udunits(text)
    assert (spelling.udunits is None) <= bool(spelling.note)
    if spelling.udunits is not None:
        assert len(text) <= LONGEST
        assert spelling.udunits.isascii()
        assert to_udunits(spelling.udunits).udunits == spelling.udunits
    assert convertible(text, "m") in (True, False)


def test_conversions():
    assert convertible("Deg C", "K")
    assert not convertible("m", "s")
    assert not convertible("dd/mm/yyyy", "m")
    given_values = np.array([[0.0, np.nan], [25.0, -10.0]])
    kelvin = convert(given_values, "C", "K")
    np.testing.assert_allclose(kelvin, [[273.15, np.nan], [298.15, 263.15]])
    assert given_values[0, 0] == 0.0
    assert convert(np.float32([1.0]), "mol mol-1", "µmol mol-1").dtype == np.float32
    np.testing.assert_allclose(convert([1, 2], "kPa", "hPa"), [10.0, 20.0])
    np.testing.assert_allclose(convert(np.array([1.0], dtype=">f8"), "W m-2", "mW m-2"), [1000.0])


def test_a_conversion_to_the_same_unit_is_a_copy():
    values = np.array([1.0])
    converted = convert(values, "m", "m")
    converted[0] = 5.0
    assert values[0] == 1.0


@pytest.mark.parametrize(("a", "b"), [("m", "s"), ("hh:mm", "m"), ("m", "")])
def test_a_conversion_that_cannot_be_is_an_error_in_plain_words(a, b):
    with pytest.raises(OptionError, match=r"measure different things|is not a unit"):
        convert([1.0], a, b)


def test_udunits_is_loaded_when_first_needed_and_writes_nothing():
    program = (
        "import sys, icos_ingest.units as u; assert 'cf_units' not in sys.modules;"
        "[u.to_udunits(t) for t in ('m^99999', '1e400 m', 'm/0', 'x' * 50, '(((', 'm s-1/0')]; assert 'cf_units' in sys.modules"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    assert run.stdout == b""
    assert run.stderr == b""
