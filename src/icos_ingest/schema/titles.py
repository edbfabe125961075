r"""The portal's regular expressions for titles: written for Java, run by Python.

What the two languages read alike is taken as it stands. Three things differ without a word and are
translated:

- `\d`, `\w`, `\s`, `\b` mean ASCII in Java, so the pattern is compiled with `re.ASCII`;
- `.` in Java stops at CR, NEL, LS and PS too, not only at LF;
- `$` and `\Z` in Java match before a last line end of any of these kinds.

(java.util.regex.Pattern, "Line terminators" and "Predefined character classes".)
"""

from __future__ import annotations

import re
import warnings
from functools import cache

_ANY = "[^\\n\\r\\x85\\u2028\\u2029]"
_END = "(?=\\r\\n\\Z|(?<!\\r)\\n\\Z|[\\r\\x85\\u2028\\u2029]\\Z|\\Z)"
_TRANSLATED = {".": _ANY, "$": _END, "\\Z": _END, "\\z": "\\Z"}
# An escape, a character class (a `]` or `^]` at its start is a member), or any one character.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


@cache
def java_regex(pattern: str) -> re.Pattern[str]:
    """Compile a title's regular expression; use its `search`.

    Raises:
        ValueError: Python has no equal for it, or it is no regular expression.
    """
    translated = "".join(_TRANSLATED.get(token, token) for token in _TOKEN.findall(pattern))
    with warnings.catch_warnings():
        # Python warns of what Java reads as set operations: `[a&&b]`, `[[a]b]`.
        warnings.simplefilter("error")
        try:
            return re.compile(translated, re.ASCII)
        except (re.error, FutureWarning, RecursionError, OverflowError) as error:
            raise ValueError(f"cannot be read as a regular expression: {error}") from error
