"""Images for the tests of rules: made by Pillow, and changed byte by byte."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image

from icos_ingest.model import Finding
from icos_ingest.pipeline import validate

PIXELS = np.random.default_rng(7).integers(0, 256, (40, 48, 3), dtype=np.uint8)


@pytest.fixture
def encoded() -> Callable[..., bytes]:
    """A picture of noise, 48 by 40 pixels, as a file of some kind."""

    def encode(kind: str, mode: str = "RGB", **options: Any) -> bytes:
        out = io.BytesIO()
        Image.fromarray(PIXELS).convert(mode).save(out, kind, **options)
        return out.getvalue()

    return encode


@pytest.fixture
def chunk() -> Callable[[bytes, bytes], bytes]:
    """A chunk of a PNG with its checksum."""

    def make(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    return make


@pytest.fixture
def judge_image() -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on an image."""

    def judge(data: bytes, name: str = "picture") -> tuple[Finding, ...]:
        return validate(data, name=name, trust=True).findings

    return judge


@pytest.fixture
def photograph(encoded) -> Callable[..., bytes]:
    """A JPEG with EXIF: entries of the image and the photograph by name, and of the position by number."""

    def make(gps: dict[int, Any] | None = None, **entries: Any) -> bytes:
        exif = Image.Exif()
        for name, value in entries.items():
            tag = ExifTags.Base[name]
            (exif if tag < ExifTags.Base.ExposureTime else exif.get_ifd(ExifTags.IFD.Exif))[tag] = value
        if gps:
            exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
        return encoded("JPEG", exif=exif)

    return make
