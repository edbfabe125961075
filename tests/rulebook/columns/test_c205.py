"""C205 stray-quote."""

from icos_ingest.model import Fault, Place


def test_a_quote_inside_a_cell_is_an_error(judge_faults):
    (finding,) = judge_faults(Fault("quotes", Place(line=3, column=2, value="5"), blocks=True))
    assert (finding.code, finding.severity) == ("C205", "error")
    assert finding.message == "a quotation mark stands inside a cell after '5'"


def test_a_file_without_quotes_is_left_alone(judge_faults):
    assert judge_faults() == ()
