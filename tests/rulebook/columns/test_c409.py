"""C409 quoted-variable-name."""

QUOTED = '"TIMESTAMP_START","TIMESTAMP_END","FC","TA","LE"'


def test_titles_in_quotes_are_one_finding(judge_upload):
    (finding,) = judge_upload("C409", titles=QUOTED)
    assert (finding.severity, finding.count) == ("warning", 5)
    assert finding.message == '5 titles stand in quotes, such as "TIMESTAMP_START"'
    assert finding.expected == "TIMESTAMP_START"


def test_bare_titles_are_left_alone(judge_upload):
    assert judge_upload("C409") == []
    assert judge_upload("C409", titles=QUOTED, name="fluxes.csv") == []
