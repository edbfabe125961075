"""Mutations of what is inside: members of archives, pieces of a PNG, values of a notebook, fields of a header."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

from tests.fuzz import raw, texts
from tests.fuzz.raw import Mutation

NAMES = ("../up.csv", "/etc/x.csv", "a" * 300, "", "x\0.csv", "C:\\x.csv", "é.csv", "rows.csv", "a/b/c.nc")
NODES: tuple[Any, ...] = (None, True, -1, 1e308, "", "x" * 999, [], {}, [[[]]], {"a": None}, 2**70, "\ud800")
UNPACKED = 1_000_000
"""Bytes of a member that is mutated."""


def inside(name: str, data: bytes, rng: Random) -> bytes:
    """A mutation of a member, by what its bytes are."""
    if not data:
        return b"x"
    is_text = b"\0" not in data[:200] or name.endswith((".xml", ".rels", ".csv", ".txt"))
    return rng.choice(texts.MIXED if is_text else raw.MUTATIONS)(data, rng)


def zip_member(data: bytes, rng: Random) -> bytes:
    """A member changed, renamed or there twice, and packed again with a right checksum."""
    members = _members(data)
    if not members:
        return data
    at = rng.randrange(len(members))
    name, content = members[at]
    how = rng.randrange(8)
    if how == 0:
        members[at] = (rng.choice(NAMES), content)
    elif how == 1:
        members.append((name, inside(name, content, rng)))
    elif how == 2:
        del members[at]
    else:
        members[at] = (name, inside(name, content, rng))
    out, method = io.BytesIO(), rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name that is there twice is what we want
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def _members(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            few = [info for info in archive.infolist() if info.file_size <= UNPACKED]
            return [(info.filename, archive.read(info)) for info in few]
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
        MemoryError,
        struct.error,
    ):
        return []


def _repacked(unpack: Callable[[bytes], bytes], pack: Callable[[bytes], bytes]) -> Mutation:
    def mutated(data: bytes, rng: Random) -> bytes:
        try:
            content = unpack(data)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
            return data
        if content[257:262] == b"ustar":
            return pack(tar_header(content, rng) if rng.random() < 0.5 else inside("", content, rng))
        return pack(inside("", content[:UNPACKED], rng))

    return mutated


def tar_header(data: bytes, rng: Random) -> bytes:
    """A field of a member's header changed, its checksum right."""
    blocks = [at for at in range(0, len(data) - 511, 512) if data[at + 257 : at + 262] == b"ustar"]
    if not blocks:
        return data
    at = rng.choice(blocks)
    header = bytearray(data[at : at + 512])
    start, size = rng.choice(
        ((0, 100), (100, 8), (124, 12), (136, 12), (156, 1), (157, 100), (257, 8), (345, 155))
    )
    words = (
        b"77777777777",
        b"-1",
        b"\xff" * 12,
        b"",
        b"../x",
        b"9z",
        b"\x80" + b"\0" * 11,
        b"L",
        b"x",
        b"2",
        b"S",
    )
    header[start : start + size] = rng.choice(words)[:size].ljust(size, b"\0")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return data[:at] + bytes(header) + data[at + 512 :]


def png_chunk(data: bytes, rng: Random) -> bytes:
    """A chunk of a PNG changed, lost, twice or elsewhere; its checksum put right half of the time."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return rng.choice(raw.MUTATIONS)(data, rng)
    chunks, at = [], 8
    while at + 12 <= len(data) and len(chunks) < 99:
        (size,) = struct.unpack(">I", data[at : at + 4])
        chunks.append(
            (data[at + 4 : at + 8], data[at + 8 : at + 8 + size], data[at + 8 + size : at + 12 + size])
        )
        at += 12 + size
    if not chunks:
        return data
    here, there, how = rng.randrange(len(chunks)), rng.randrange(len(chunks)), rng.randrange(6)
    kind, body, crc = chunks[here]
    if how == 0:
        del chunks[here]
    elif how == 1:
        chunks.insert(there, chunks[here])
    elif how == 2:
        chunks[here], chunks[there] = chunks[there], chunks[here]
    else:
        body = _body(kind, body, rng)
        fixed = struct.pack(">I", zlib.crc32(kind + body))
        chunks[here] = (kind, body, fixed if rng.random() < 0.5 else crc)
    parts = [struct.pack(">I", len(body)) + kind + body + crc for kind, body, crc in chunks]
    return data[:8] + b"".join(parts) + data[at:]


def _body(kind: bytes, body: bytes, rng: Random) -> bytes:
    """The content of a chunk changed; that of the picture itself mostly below its compression."""
    if kind == b"IDAT" and rng.random() < 0.7:
        try:
            return zlib.compress(rng.choice(raw.MUTATIONS)(zlib.decompress(body), rng))
        except (zlib.error, ValueError, IndexError):
            pass
    return rng.choice(raw.MUTATIONS)(body, rng) if body else rng.randbytes(4)


def json_node(data: bytes, rng: Random) -> bytes:
    """A value of a notebook made another, lost, or its name another."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict | list):
        return rng.choice(texts.MIXED)(data, rng)
    nodes: list[tuple[Any, Any]] = []
    todo = [document]
    while todo:
        node = todo.pop()
        found = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        nodes += [(node, key) for key, _ in found]
        todo += [value for _, value in found if isinstance(value, dict | list)]
    if nodes:
        node, key = rng.choice(nodes)
        how = rng.randrange(5)
        if how == 0:
            del node[key]
        elif how == 1 and isinstance(node, dict):
            node[rng.choice(("cells", "id", "nbformat", "source", "x"))] = node.pop(key)
        else:
            node[key] = rng.choice(NODES)
    return json.dumps(document).encode()


xz: Mutation = _repacked(lzma.decompress, lzma.compress)
gzipped: Mutation = _repacked(gzip.decompress, lambda data: gzip.compress(data, mtime=0))
bzipped: Mutation = _repacked(bz2.decompress, bz2.compress)
