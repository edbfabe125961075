"""C105 overruled-title."""

from icos_ingest.schema import spec

TABLE = "#{};Year;Month;Day;Hour;Minute;co2;Stdev;NbPoints;Flag\n2024-03-01T00:00:00Z;2024;03;01;00;00;400.0;0.1;12;U\n"


def codes(findings):
    return {finding.code for finding in findings}


def test_a_column_that_the_portal_makes_itself_is_a_warning_of_its_own(judge_bytes):
    data = TABLE.format("TIMESTAMP").encode()
    findings = judge_bytes(data, "ascii_atc_product_time_ser", spec("atcCo2NrtDataObject"))
    (finding,) = (f for f in findings if f.code == "C105")
    assert (finding.severity, finding.place.line, finding.place.column) == ("warning", 1, 1)
    assert finding.message == "the portal makes 'TIMESTAMP' itself, and never reads this column"
    assert "C102" not in codes(findings), "the title stands once in the file"


def test_another_title_is_left_alone(judge_bytes):
    data = TABLE.format("When").encode()
    assert "C105" not in codes(judge_bytes(data, "ascii_atc_product_time_ser", spec("atcCo2NrtDataObject")))
