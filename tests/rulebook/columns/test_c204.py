"""C204 blank-line."""

TABLE = b"Date/Time,T\n2024-01-01T00:00:00Z,1\n"


def test_a_blank_line_is_a_warning_where_no_upload_is_meant(judge_bytes):
    (finding,) = judge_bytes(TABLE + b"\n", "ascii_otc_product_csv")
    assert (finding.code, finding.severity, finding.place.line) == ("C204", "warning", 3)
    assert finding.message == "a blank line stands in the table"


def test_a_blank_line_that_blocks_the_upload_is_an_error(judge_faults):
    from icos_ingest.model import Fault

    (finding,) = judge_faults(Fault("blank-line", blocks=True))
    assert (finding.severity, finding.blocks_upload) == ("error", True)


def test_a_table_without_blank_lines_is_left_alone(judge_bytes):
    assert judge_bytes(TABLE, "ascii_otc_product_csv") == ()
