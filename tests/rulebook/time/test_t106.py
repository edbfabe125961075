"""T106 nonexistent-date."""

import pytest

ECO = "date,time,TA\ndd/mm/yyyy,hh:mm (CET),degC\n{},00:30,1.5\n"
HALF_HOURLY = "TIMESTAMP_START,TIMESTAMP_END,TA\n202401010000,{},1.5\n"
SITES = "words\n####\nTIMESTAMP,TA\n{},1.5\n"
INSTANTS = "TIMESTAMP,co2.bio\n{},1.5\n"
ATC = "#Year;Month;Day;Hour;Minute;Second;co2;Flag\n{};1.5;U\n"
PLACES = [
    (ECO, "ascii_etc_time_ser", "31/6/2015", "1/7/2015", 3, 1),
    (HALF_HOURLY, "ascii_etc_half_hourly_product_time_ser", "202302290030", "202402290030", 2, 2),
    (SITES, "delimited_header_csv", "2023-02-30 12:00", "2023-02-28 12:00", 4, 1),
    (INSTANTS, "csv_with_iso8601ts_first_col", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", 2, 1),
    (ATC, "ascii_atc_product_time_ser", "2016;12;31;23;59;60", "2016;12;31;23;59;59", 2, 6),
]


@pytest.mark.parametrize(("table", "reader", "bad", "good", "line", "column"), PLACES)
def test_a_date_that_the_portal_takes_for_another_is_a_warning(
    judge_bytes, table, reader, bad, good, line, column
):
    found = [f for f in judge_bytes(table.format(bad).encode(), reader) if f.code == "T106"]
    assert [(f.severity, f.place.line, f.place.column, f.count) for f in found] == [
        ("warning", line, column, 1)
    ]
    assert "T106" not in {f.code for f in judge_bytes(table.format(good).encode(), reader)}
