"""The pages of the site that are generated: one for each rule, format and specification, from the registry.

`mkdocs.yml` names this file as a hook; nothing that it makes is committed. `pages()` alone gives the pages.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icos_ingest.errors import SchemaFileError
from icos_ingest.registry import readers, rules
from icos_ingest.rule_kinds import FAMILIES, Rule
from icos_ingest.schema import facts_date, formats, spec, specs
from icos_ingest.schema.model import ColumnSpec, FormatSpec, Spec, VariableSpec
from icos_ingest.schema.thresholds import thresholds

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from icos_ingest.content import Reader

ROOT = Path(__file__).parents[1]
COPIED = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "schemas/README.md": "specifications/own.md",
}
"""Pages that stand elsewhere in the project."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put pages of `docs/` that the navigation does not name at the end of its Reference; mkdocs calls this."""
    named = str(config.nav)
    written = sorted(str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md"))
    reference = next(part["Reference"] for part in config.nav or [] if "Reference" in part)
    reference += [path for path in written if f"'{path}'" not in named]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those of `docs/`; mkdocs calls this."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def pages() -> dict[str, str]:
    """Text of every generated page in Markdown, by its path below `docs/`."""
    found = {to: (ROOT / name).read_text(encoding="utf-8") for name, to in COPIED.items()}
    found["rules/index.md"] = _rules()
    found |= {f"rules/{rule.code}.md": _rule(rule) for rule in rules().values()}
    found["formats/index.md"] = _formats()
    found |= {f"formats/{name}.md": _format(name) for name in _format_names()}
    found["specifications/index.md"] = _specs()
    found |= {f"specifications/{name}.md": _spec(spec(name)) for name in specs()}
    found["notebook.md"] = _notebook(ROOT / "docs" / "notebook.ipynb")
    return found


def _rules() -> str:
    lines = [
        "# Rules",
        "",
        "Each rule checks one thing. `icos-ingest rule CODE` prints the same page in a terminal.",
    ]
    for letter, family in FAMILIES.items():
        rows = [
            (f"[{rule.code}]({rule.code}.md)", rule.name, str(rule.severity), _cell(rule.page.summary))
            for rule in rules().values()
            if rule.code[0] == letter
        ]
        if rows:
            lines += ["", f"## {letter}: {family}", "", *_table(("code", "name", "severity", "defect"), rows)]
    return _text(lines)


def _rule(rule: Rule) -> str:
    lines = [f"# {rule.code} {rule.name}", "", f"{rule.page.summary}. Severity: **{rule.severity}**.", ""]
    for title, body in rule.page.sections.items():
        lines += [f"## {title}", "", body, ""]
    rows = [
        (name.replace("_", " "), f"{one.value:g}", "" if one.unit == "1" else one.unit, _cell(one.source))
        for name, one in _thresholds(rule)
    ]
    if rows:
        lines += ["## Thresholds", "", *_table(("name", "value", "unit", "source"), rows)]
    return _text(lines)


def _thresholds(rule: Rule) -> Iterable[tuple[str, Any]]:
    try:
        return thresholds(rule.name).items()
    except SchemaFileError:  # most rules compare with nothing
        return ()


def _format_names() -> list[str]:
    return sorted({*formats(), *(name for reader in readers().values() for name in reader.formats)})


def _reader_of(name: str) -> Reader | None:
    return next((reader for reader in readers().values() if name in reader.formats), None)


def _formats() -> str:
    rows = []
    for name in _format_names():
        reader, known = _reader_of(name), formats().get(name)
        title = (known.label if known else None) or (reader.title if reader else "")
        rows.append((f"[{name}]({name}.md)", _cell(title), f"`{reader.name}`" if reader else "not read yet"))
    lines = ["# Formats", "", "`icos-ingest formats` lists the readers, and plug-ins that are broken.", ""]
    return _text([*lines, *_table(("format", "what", "reader"), rows)])


def _format(name: str) -> str:
    reader, known = _reader_of(name), formats().get(name)
    lines = [f"# {name}", ""]
    if reader is not None:
        lines += [f"{reader.title}, read by `{reader.name}` (`--reader {reader.name}`).", ""]
        lines += [_docstring(reader), ""]
    else:
        lines += ["The Carbon Portal has this format; it is named here and not read.", ""]
    if known is not None:
        lines += [*_portal_format(known), ""]
    rows = [(_link(one.id), _cell(one.label)) for one in specs().values() if one.format == name]
    if rows:
        lines += ["## Specifications", "", *_table(("id", "label"), rows)]
    return _text(lines)


def _docstring(reader: Reader) -> str:
    """What the reader's module says of the format."""
    module = inspect.getmodule(reader.sniff)
    return inspect.cleandoc((module.__doc__ if module else None) or "")


def _portal_format(known: FormatSpec) -> Iterable[str]:
    yield f"## At the Carbon Portal (as of {facts_date()})"
    yield ""
    yield from filter(None, (known.label, known.comment))
    yield ""
    if known.good_flag_values:
        yield f"Good flags: {_codes(known.good_flag_values)}."
        yield ""
    if known.time is not None:
        stamp = f"; a stamp is the {known.time.stamp} of its interval" if known.time.stamp else ""
        yield f"Times: {known.time.zone}{stamp}. Source: {known.time.source}."
        yield ""
    rows = [(kind, _codes(sorted(texts))) for kind, texts in sorted(known.missing.items())]
    if any(texts for _, texts in rows):
        yield from _table(("value format", "texts that mean a missing value"), rows)


def _specs() -> str:
    rows = [
        (_link(one.id), _cell(one.label), f"[{one.format}](../formats/{one.format}.md)")
        for one in specs().values()
    ]
    lines = [
        "# Specifications",
        "",
        f"The Carbon Portal's object specifications as of {facts_date()}. `icos-ingest spec ID` prints one, and",
        "[a specification of your own](own.md) is one file.",
        "",
    ]
    return _text([*lines, *_table(("id", "label", "format"), rows)])


def _spec(one: Spec) -> str:
    lines = [f"# {one.id}", "", one.label or "", "", *filter(None, [one.comment]), ""]
    facts = [f"- format: [{one.format}](../formats/{one.format}.md)", f"- encoding: {one.encoding}"]
    if one.data_level is not None:
        facts.append(f"- data level: {one.data_level}")
    if one.uri:
        facts.append(f"- at the Carbon Portal: <{one.uri}> (as of {facts_date()})")
    lines += [*facts, ""]
    rows = [_column(column) for column in (*one.columns, *one.variables)]
    if rows:
        lines += _table(("title", "value format", "unit", "plausible", "flag", "notes"), rows)
    else:
        lines.append("The portal stores such objects without looking at their columns.")
    return _text(lines)


def _column(one: ColumnSpec | VariableSpec) -> tuple[str, ...]:
    notes = ["optional"] * one.is_optional
    plausible = f"{one.range.min:g} to {one.range.max:g}" if one.range else ""
    value_format, flag = "", ""
    if isinstance(one, ColumnSpec):
        value_format, flag = one.value_format, one.flag_column_title or ""
        notes += ["pattern"] * one.is_regex
    return _code(one.title), value_format, _cell(one.unit or ""), plausible, _code(flag), ", ".join(notes)


def _notebook(path: Path) -> str:
    """The cells of a notebook: its text, and its code in fences."""
    import nbformat

    cells = nbformat.read(path, as_version=4).cells
    parts = [
        cell.source if cell.cell_type == "markdown" else f"```python\n{cell.source}\n```" for cell in cells
    ]
    first, *rest = parts
    return "\n\n".join([first, f"[Download the notebook]({path.name}).", *rest]) + "\n"


def _link(name: str) -> str:
    return f"[{name}](../specifications/{name}.md)"


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(_code(text) for text in texts if text)


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|") if text else ""


def _cell(text: str) -> str:
    """Text of a table's cell: one line, nothing in it taken for markup."""
    return re.sub(r"([|<>*_`\\\[\]])", r"\\\1", " ".join(text.split()))


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
