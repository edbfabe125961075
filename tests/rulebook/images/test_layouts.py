"""Walks over the blocks of images end, however many blocks there are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.arraylib import jpeg, png
from icos_ingest.arraylib.spliced import Spliced


@given(
    st.binary(max_size=60),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=5),
    st.integers(1, 7),
)
def test_a_spliced_file_is_its_parts_one_behind_the_other(data, parts, step):
    parts = [(start, min(length, len(data) - start)) for start, length in parts if start < len(data)]
    whole = b"".join(data[start : start + length] for start, length in parts)
    stream = io.BufferedReader(Spliced(io.BytesIO(data), parts), buffer_size=step)
    assert stream.read() == whole
    assert stream.seek(0, 2) == len(whole)
    stream.seek(len(whole) // 2)
    assert stream.read(3) == whole[len(whole) // 2 :][:3]


def test_too_many_chunks_are_not_followed(monkeypatch, encoded, chunk):
    monkeypatch.setattr(png, "CHUNKS", 5)
    data = encoded("PNG")
    found = png.read_png(io.BytesIO(data[:33] + chunk(b"teSt", b"") * 10 + data[33:]))
    assert [fault.detail for fault in found.layout.faults] == ["there are more than 5 chunks"]
    assert len(found.chunks) == 6


def test_too_many_segments_are_left_to_the_decoder(monkeypatch, encoded, judge_image):
    monkeypatch.setattr(jpeg, "_SEGMENTS", 5)
    data = encoded("JPEG")
    assert judge_image(data[:2] + b"\xff\xfe\0\2" * 20 + data[2:] + b"behind") == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_an_image_of_every_kind_is_left_alone(judge_image, encoded, kind):
    assert judge_image(encoded(kind)) == ()
