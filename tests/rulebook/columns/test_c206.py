"""C206 unread-row."""

TABLE = "date,time,TA\ndd/mm/yyyy,hh:mm (CET),degC\n01/01/2015,00:30,1.5\n01/01/2015,01:00,{}\n\n"


def test_rows_behind_the_end_are_quoted(judge_bytes):
    (finding,) = judge_bytes(TABLE.format("").encode(), "ascii_etc_time_ser")
    assert (finding.code, finding.severity, finding.place.line) == ("C206", "warning", 4)
    assert finding.message == (
        "the portal stops reading here, and this line and all after it are lost: '01/01/2015,01:00,'"
    )


def test_blank_lines_at_the_end_are_left_alone(judge_bytes):
    assert judge_bytes(TABLE.format("NaN").encode(), "ascii_etc_time_ser") == ()
