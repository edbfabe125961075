"""T105 missing-date."""

TABLE = "date,time,TA\ndd/mm/yyyy,hh:mm (CET),degC\n01/01/2015,00:30,1.5\n{},01:00,1.6\n"


def test_a_row_without_a_date_is_a_warning_on_its_line(judge_bytes):
    (finding,) = (f for f in judge_bytes(TABLE.format("").encode(), "ascii_etc_time_ser") if f.code == "T105")
    assert (finding.severity, finding.place.line, finding.place.column) == ("warning", 4, 1)


def test_old_dates_are_dates(judge_bytes):
    codes = {f.code for f in judge_bytes(TABLE.format("01/01/1015").encode(), "ascii_etc_time_ser")}
    assert "T105" not in codes
