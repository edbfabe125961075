"""H105 malformed-units-row."""

TABLE = "date,time,TA\ndd/mm/yyyy,{},degC\n01/01/2015,00:30,1.5\n01/01/2015,01:00,1.6\n"


def test_a_time_without_its_zone_is_an_error(judge_bytes):
    (finding,) = judge_bytes(TABLE.format("hh:mm").encode(), "ascii_etc_time_ser")
    assert (finding.code, finding.place.line, finding.place.column) == ("H105", 2, 2)
    assert finding.message == "the unit of the time does not name its zone: 'hh:mm'"


def test_a_time_with_its_zone_is_left_alone(judge_bytes):
    assert judge_bytes(TABLE.format("hh:mm (CET)").encode(), "ascii_etc_time_ser") == ()
