"""The page of a rule: its module's docstring, which can be read without running the module."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

RULEBOOK = os.path.join(os.path.dirname(__file__), "rulebook")
_MODULE = re.compile(r"([a-z])(\d{3})_(\w+)\.py")
_DOCSTRING = re.compile(r'r?"""(.*?)"""', re.DOTALL)
_SEVERITY = re.compile(r"^    severity = Severity\.([A-Z]+)$", re.MULTILINE)


class Page:
    """A rule's docstring in its sections.

    Attributes:
        summary: the first sentence, without its full stop.
        sections: what stands below each heading.
    """

    def __init__(self, summary: str, sections: dict[str, str]) -> None:
        self.summary = summary
        self.sections = sections

    @classmethod
    def of(cls, docstring: str) -> Page:
        """Split a module's docstring at its `## ` headings; its lines begin at the margin."""
        parts = re.split(r"^## +(.+)$", docstring.strip(), flags=re.MULTILINE)
        sections = {title.strip(): text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}
        return cls(parts[0].strip().rstrip("."), sections)


class Printed:
    """A built-in rule as its page is printed."""

    def __init__(self, code: str, name: str, severity: str, page: Page) -> None:
        self.code, self.name, self.severity, self.page = code, name, severity, page


def printed(code_or_name: str) -> Printed | None:
    """A built-in rule by its code (`T203`) or name, from the text of its module; None where none has it.

    A rule that does not state its own severity is one of errors, as `Rule` has it.
    """
    wanted = code_or_name.strip().lower().replace("-", "_")
    for path, family, number, name in _modules():
        if wanted in (f"{family}{number}", name):
            with open(path, encoding="utf-8") as module:
                text = module.read()
            docstring, severity = _DOCSTRING.match(text), _SEVERITY.search(text)
            if docstring is None:
                return None
            told = severity[1].lower() if severity else "error"
            return Printed(f"{family.upper()}{number}", name.replace("_", "-"), told, Page.of(docstring[1]))
    return None


def _modules() -> Iterator[tuple[str, str, str, str]]:
    """Path, family letter, number and name of each built-in rule's module."""
    for folder, _, files in os.walk(RULEBOOK):
        for file in files:
            if match := _MODULE.fullmatch(file):
                yield os.path.join(folder, file), match[1], match[2], match[3]
