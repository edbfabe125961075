"""C102 repeated-title."""

from icos_ingest.content import ColumnInfo
from icos_ingest.model import Place
from icos_ingest.schema import ColumnSpec


def _column(name: str, title: str, cell: int, spec: ColumnSpec | None = None):
    return ColumnInfo(name, title, place=Place(line=1, column=cell + 1), spec=spec, cell=cell), [1.0]


def test_a_title_that_occurs_again_is_a_warning_at_the_second(judge_columns):
    (finding,) = judge_columns(_column("lat", "lat", 0), _column("lat_2", "lat", 1))
    assert (finding.code, finding.severity, finding.place.column) == ("C102", "warning", 2)
    assert finding.message == "2 columns are titled 'lat'"


def test_where_the_portal_matches_the_title_its_values_are_shifted(judge_columns):
    spec = ColumnSpec("lat", "float64")
    (finding,) = judge_columns(_column("lat", "lat", 0, spec), _column("lat_2", "lat", 1, spec))
    assert (
        finding.message == "2 columns are titled 'lat', and the portal takes the values of the first for both"
    )


def test_blank_and_different_titles_are_left_alone(judge_columns):
    columns = [
        _column("a", "a", 0),
        _column("A", "A", 1),
        _column("column_3", "", 2),
        _column("column_4", "", 3),
    ]
    assert judge_columns(*columns) == ()
