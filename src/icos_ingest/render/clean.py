r"""The one place where text from outside is made harmless.

File names, cells, attributes and messages of libraries may hold control codes that repaint a terminal
(ANSI), hide a link behind a word (OSC 8), turn the reading direction round (bidi overrides), or markup.
What does not print is shown as its escape, `\x1b` or `\u202e`: nothing is dropped, and a no-break space in
a number is seen.
"""

from __future__ import annotations


def clean(text: object, limit: int | None = None) -> str:
    """One line of text, each character that does not print written as an escape.

    Args:
        text: whatever is to be shown.
        limit: characters of it to show at most; of a longer text the length is told.
    """
    line = shorten(str(text), limit)
    return line if line.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in line)


def clean_lines(text: object) -> str:
    """Text of several lines; everything but its line feeds is treated as by `clean`."""
    return "\n".join(clean(line) for line in str(text).split("\n"))


def clean_html(text: object, limit: int | None = None) -> str:
    """Text for the body or a quoted attribute of an HTML page."""
    import html

    return html.escape(clean(text, limit))


def shorten(text: str, limit: int | None) -> str:
    """The text, or its beginning and its length."""
    if limit is None or len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text):,} characters)"


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8, as Python carries it
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
