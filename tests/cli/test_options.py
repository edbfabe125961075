"""What was said on the command line arrives under the names that it has in Python."""

from __future__ import annotations

import pytest

from icos_ingest.cli import parser
from icos_ingest.cli.options import keywords
from icos_ingest.model import LIMITS, Options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], {}),
        (["--nrows", "48"], {"n_rows": 48}),
        (["--nrows", "1e3"], {"n_rows": 1000}),
        (["--utc-offset", "-1.5"], {"utc_offset": -1.5}),
        (["--station", "SE-Htm"], {"station": "SE-Htm"}),
        (["--variables", "a, b"], {"variables": ("a", "b")}),
        (["--encoding", "latin-1"], {"encoding": "latin-1"}),
        (["--separator", "tab"], {"separator": "\t"}),
        (["--separator", "\\t"], {"separator": "\t"}),
        (["--separator", "whitespace"], {"separator": "whitespace"}),
        (["--decimal", ","], {"decimal": ","}),
        (["--day-first"], {"day_first": True}),
        (["--no-day-first"], {"day_first": False}),
        (["--time-zone", "+01:00"], {"time_zone": "+01:00"}),
        (["--reader", "netcdf"], {"reader": "netcdf"}),
        (["--table", "Sheet 2"], {"table": "Sheet 2"}),
        (["--all-columns"], {"all_columns": True}),
    ],
)
def test_options_of_a_file(words, said):
    args = parser().parse_args(["validate", "x.csv", *words])
    assert Options(**keywords(args)) == Options(**said)


def test_limits_that_are_not_named_stay():
    args = parser().parse_args(["show", "x.csv", "--limits", "pixels=1_000,depth=1"])
    limits = keywords(args)["limits"]
    assert (limits.pixels, limits.depth, limits.members) == (1000, 1, LIMITS.members)


def test_rules_are_chosen_by_codes_with_commas():
    args = parser().parse_args(["validate", "x.csv", "--select", "T203, V", "--ignore", "Q"])
    assert args.select == ("T203", "V")
    assert args.ignore == ("Q",)
