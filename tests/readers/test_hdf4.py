"""HDF4 is known and refused with a way out."""

from __future__ import annotations

import pytest

from icos_ingest.errors import UnsupportedVariant
from icos_ingest.model import Match, Options, Source
from icos_ingest.readers import hdf4


def test_the_signature_is_known_and_reading_names_the_way_out() -> None:
    source = Source.of(b"\x0e\x03\x13\x01" + bytes(60))
    found = hdf4.sniff(source)
    assert isinstance(found, Match)
    assert found.format == "hdf4"
    with pytest.raises(UnsupportedVariant) as caught:
        hdf4.read(source, Options(), None)
    assert "h4toh5" in str(caught.value)


def test_others_are_refused_with_a_reason() -> None:
    assert "not the signature" in str(hdf4.sniff(Source.of(b"\x89HDF\r\n\x1a\n")))
