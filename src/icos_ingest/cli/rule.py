"""What the rules check: all of them, or the page of one."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator

from icos_ingest.cli.output import say

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from icos_ingest.rule_kinds import Rule
    from icos_ingest.rule_page import Printed

WIDTH = 80
_ITEM = re.compile(r"(?m)^(?=(?:[-*]|\d+\.) )")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help="code or name of a rule: T203, time-not-monotonic"
    )


def run(args: argparse.Namespace) -> int:
    """Print one rule's page, or a line on each rule."""
    say(_list() if args.code is None else _page(args.code))
    return 0


def _list() -> str:
    from icos_ingest.registry import rules
    from icos_ingest.rule_kinds import FAMILIES

    lines, family = [], ""
    for rule in rules().values():
        if rule.code[0] != family:
            family = rule.code[0]
            lines += ["", f"{family}: {FAMILIES[family]}"]
        lines.append(f"  {rule.code}  {rule.severity:<7}  {rule.name}: {rule.page.summary}")
    return "\n".join(lines[1:])


def _page(code: str) -> str:
    from icos_ingest.rule_page import printed

    found: Printed | Rule | None = printed(code)
    if found is None:  # a plug-in's, or none
        from icos_ingest.registry import rule

        found = rule(code)
    head = f"{found.code} {found.name} ({found.severity})\n{found.page.summary}."
    sections = (f"{title}\n{reflow(body)}" for title, body in found.page.sections.items())
    return "\n\n".join([head, *sections])


def reflow(body: str, width: int = WIDTH) -> str:
    """Markdown for a terminal: paragraphs and lists filled and indented, code and tables as they stand."""
    return "\n\n".join(_paragraph(part, width) for part in _paragraphs(body))


def _paragraphs(body: str) -> Iterator[str]:
    """What blank lines divide; a fenced block is one, whatever it holds."""
    for number, part in enumerate(re.split(r"(?ms)^(```.*?^```)[ \t]*$", body)):
        if number % 2:
            yield part
        else:
            yield from (piece.strip("\n") for piece in re.split(r"\n\s*\n", part) if piece.strip())


def _paragraph(text: str, width: int) -> str:
    if text.startswith(("```", "    ", "|")):
        code = "\n".join(line for line in text.split("\n") if not line.startswith("```"))
        return textwrap.indent(code, "    ")
    filled = []
    for item in filter(None, _ITEM.split(text)):
        hang = "  " + " " * (len(item) - len(re.sub(r"^(?:[-*]|\d+\.) +", "", item)))
        filled.append(
            textwrap.fill(
                " ".join(item.split()),
                width,
                initial_indent="  ",
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(filled)
