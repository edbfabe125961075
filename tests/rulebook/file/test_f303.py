"""F303 nul-byte."""


def test_nul_bytes_are_a_warning_with_their_line(judge_bytes):
    (finding,) = judge_bytes(b"a,b\n1,2\n3,\0\0\n5,6\n", "delimited_text")
    assert (finding.code, finding.severity, finding.place.line) == ("F303", "warning", 3)
    assert finding.message == "a line holds NUL bytes"


def test_text_is_left_alone(judge_bytes):
    assert judge_bytes(b"a,b\n1,2\n3,4\n5,6\n", "delimited_text") == ()
