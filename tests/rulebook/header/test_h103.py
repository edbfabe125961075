"""H103 missing-header-end."""


def test_a_file_without_the_mark_is_an_error(judge_bytes):
    findings = judge_bytes(b"Title: lake\nTIMESTAMP,T\n2024-01-01 00:00,1\n", "delimited_header_csv")
    assert findings[0].code == "H103"
    assert findings[0].message == "the line that ends the header is missing, so no table was found"
    assert findings[0].expected == "a line ####"


def test_a_file_with_the_mark_is_left_alone(judge_bytes):
    assert judge_bytes(b"Title: lake\n####\nTIMESTAMP,T\n2024-01-01 00:00,1\n", "delimited_header_csv") == ()
