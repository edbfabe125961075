"""V103 spreadsheet-error."""

from icos_ingest.model import Fault, Place


def test_an_error_of_a_spreadsheet_is_quoted(judge_faults):
    (finding,) = judge_faults(Fault("excel-error", Place(line=9, column=2, field="TA", value="#REF!")))
    assert (finding.code, finding.severity) == ("V103", "error")
    assert finding.message == "the spreadsheet's error '#REF!' in 'TA' stands for a value"


def test_a_sheet_of_values_is_left_alone(judge_faults):
    assert judge_faults() == ()
