"""`icos-ingest.toml`: what holds for the files of a folder and of those below it.

The nearest file of that name, looked for upwards from a file that is judged, shown or converted, holds for
it; settings of several folders are not mixed. Its keys are the long options of `icos-ingest validate`, and
`per-file-ignores`; `show` and `convert` take those that say how to read a file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from icos_ingest.errors import SettingsError
from icos_ingest.schema.store import nearest

NAME = "icos-ingest.toml"
PER_FILE = "per-file-ignores"
MAX_BYTES = 1_000_000


class Settings(Struct, frozen=True):
    """One settings file.

    Attributes:
        path: of the file; paths in it are relative to its folder.
        values: by the name of the option, as TOML has them.
        per_file_ignores: beginnings of codes by the glob of the files for which they are left out.
    """

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ignored(self, file: Path) -> tuple[str, ...]:
        """The codes that are left out for one file.

        A glob is compared with the file's name and with its path below the folder of the settings; `*` stands
        for any text, slashes too, as in `2019/*` or `*_test.csv`.
        """
        absolute, folder = file.absolute(), self.path.absolute().parent
        inside = absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute
        names = (file.name, inside.as_posix())
        return tuple(
            code
            for pattern, codes in self.per_file_ignores.items()
            if any(fnmatchcase(name, pattern) for name in names)
            for code in codes
        )


def find(folder: Path) -> Path | None:
    """The nearest settings file, in this folder or above it."""
    absolute = folder.absolute()
    return next(
        (one / NAME for one in (absolute, *absolute.parents) if (one / NAME).is_file()),
        None,
    )


def load(path: Path, options: frozenset[str]) -> Settings:
    """Read one settings file.

    Args:
        path: of the file.
        options: the keys that it may have beside `per-file-ignores`.

    Raises:
        SettingsError: it cannot be read, is no TOML, has a key that is unknown, or globs without codes.
    """
    document = _parsed(path)
    for key in document:
        if key not in options and key != PER_FILE:
            known = sorted({*options, PER_FILE})
            raise SettingsError(
                f"there is no setting {key[:100]!r}",
                expected=f"one of {', '.join(known)}",
                hint=nearest(key, known) or "the keys are the options of `icos-ingest validate`",
                source=str(path),
            )
    values = {key: value for key, value in document.items() if key != PER_FILE}
    return Settings(path, values, _globs(document.get(PER_FILE, {}), path))


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise SettingsError("the settings are too large", expected="at most 1 MB", source=str(path))
        return tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        what = f"the settings cannot be read ({error.strerror})"
        raise SettingsError(what, hint="check the path after --config", source=str(path)) from error
    except (ValueError, RecursionError) as error:  # TOML, UTF-8 and numbers of thousands of digits
        raise SettingsError(f"the settings are no TOML: {error}"[:300], source=str(path)) from error


def _globs(given: Any, path: Path) -> dict[str, tuple[str, ...]]:
    if isinstance(given, dict) and all(_is_codes(codes) for codes in given.values()):
        return {
            pattern: (codes,) if isinstance(codes, str) else tuple(codes) for pattern, codes in given.items()
        }
    raise SettingsError(
        f"{PER_FILE} is not understood",
        expected='a table of globs and lists of codes, such as "*_old.csv" = ["V201"]',
        source=str(path),
    )


def _is_codes(codes: object) -> bool:
    return isinstance(codes, str) or (
        isinstance(codes, Collection) and all(isinstance(c, str) for c in codes)
    )
