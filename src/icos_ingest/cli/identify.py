"""What is this: format, evidence, matching specifications."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from icos_ingest.cli.output import say, say_document
from icos_ingest.cli.sources import sources
from icos_ingest.render.clean import clean

if TYPE_CHECKING:
    from icos_ingest.model import Detection

SCHEMA = "icos-ingest/detection/1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "files", nargs="+", metavar="FILES", help="files, folders, URLs, or - for standard input"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to say it")


def run(args: argparse.Namespace) -> int:
    """Identify each file; a file that nobody knows is an answer, not a failure."""
    given = sources(args.files)
    from icos_ingest.pipeline import identify

    found = []
    for source in given:
        name = source if isinstance(source, str) else source.name
        detection = identify(source)
        if args.format == "text":
            say(_text(name, detection))
        found.append({"path": name, **detection.to_dict()})
    if args.format == "json":
        say_document(_json(found))
    return 0


def _text(name: str, detection: Detection) -> str:
    lines = [clean(name), f"  {detection.format}: {clean(detection.evidence, 300)}"]
    if detection.reader:
        lines.append(f"  opened by {clean(detection.reader)}")
    for rank, group in enumerate(detection.specs, start=1):
        equal = " (equally good)" if len(group) > 1 else ""
        lines.append(f"  fits {rank}. {', '.join(map(clean, group))}{equal}")
    if detection.refusals:
        lines.append("  others were asked and said no:")
        width = max(map(len, detection.refusals))
        lines += [
            f"    {clean(reader):{width}}  {clean(why, 200)}" for reader, why in detection.refusals.items()
        ]
    return "\n".join(lines) + "\n"


def _json(found: list[dict[str, object]]) -> str:
    from icos_ingest.resources import version

    tool = {"name": "icos-ingest", "version": version()}
    document = {"schema": SCHEMA, "tool": tool, "detections": found}
    return json.dumps(document, indent=2, ensure_ascii=False)
