"""N202 home-path."""

import pytest

from icos_ingest.content import CodeCell, Facts


@pytest.mark.parametrize(
    "path", ["/home/anna/co2.csv", "/Users/anna/co2.csv", "C:\\\\Users\\\\anna\\\\co2.csv", "c:/Users/anna/x"]
)
def test_a_path_in_a_home_folder_is_noted_with_its_line(judge_content, given, path):
    cell = CodeCell("python", f"import pandas\npandas.read_csv('{path}')", line=10)
    (finding,) = judge_content(given(Facts("ipynb", code=(cell,))))
    assert (finding.code, finding.severity, finding.place.line) == ("N202", "info", 11)
    assert finding.message.startswith("the code names a file in a home folder: ")


@pytest.mark.parametrize(
    "line",
    ["open('data/co2.csv')", "open('/home/jovyan/co2.csv')", "# open('/home/anna/co2.csv')", "x = '/home/'"],
)
def test_other_paths_are_left_alone(judge_content, given, line):
    assert judge_content(given(Facts("ipynb", code=(CodeCell("r", line),)))) == ()
