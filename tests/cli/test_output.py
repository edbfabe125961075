"""A report is written whole or not at all."""

from __future__ import annotations

import os
import threading

import pytest

from icos_ingest.cli.output import check_target, write_whole
from icos_ingest.errors import OptionError


def test_the_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    target = tmp_path / "report.txt"
    target.write_text("old")
    write_whole(target, "new µ \udce9")
    assert target.read_text(encoding="utf-8") == "new µ \\udce9\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    link = tmp_path / "report.txt"
    link.symlink_to(tmp_path / "there" / "report.txt")
    write_whole(link, "x")
    assert link.is_symlink()
    assert (tmp_path / "there" / "report.txt").read_text() == "x\n"


def test_a_pipe_is_written_to_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write_whole(pipe, "x")
    reader.join(10)
    assert got == ["x\n"]
    assert pipe.is_fifo()


def test_a_target_that_cannot_be_is_told_before_the_work(tmp_path):
    with pytest.raises(OptionError, match="folder"):
        check_target(tmp_path)
    with pytest.raises(OptionError, match="no such folder"):
        check_target(tmp_path / "no" / "report.txt")


def test_a_report_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OptionError, match="cannot be written"):
        write_whole(tmp_path / "file" / "report.txt", "x")
