"""H104 repeated-header-end."""

TABLE = b"Title: lake\n####\nTIMESTAMP,T\n2024-01-01 00:00,1\n2024-01-01 01:00,1.1\n"


def test_a_second_mark_is_a_warning(judge_bytes):
    findings = judge_bytes(TABLE + b"####\n2024-01-01 02:00,1.2\n", "delimited_header_csv")
    (finding,) = [one for one in findings if one.code == "H104"]
    assert (finding.severity, finding.place.line) == ("warning", 6)
    assert finding.message == "'####' stands among the rows, and the portal counts the row before it twice"


def test_one_mark_is_left_alone(judge_bytes):
    assert judge_bytes(TABLE, "delimited_header_csv") == ()
