"""What the command line and the settings of a folder say together of each file.

The settings go through the parser of the command line, so that every option of the command is a key and is
checked in one place; what the command line itself says overrules them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from msgspec import Struct

from icos_ingest import settings
from icos_ingest.cli.options import keywords, specification
from icos_ingest.errors import SettingsError
from icos_ingest.model import Options, Source

_ONLY_SAID = frozenset({"help", "config", "isolated", "write-baseline", "stdin-filename"})
"""Options that make no sense in a settings file."""
_PATHS = frozenset({"schema", "baseline", "output"})
"""Options that name files: relative to the folder of the settings."""


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Options that say where the settings stand."""
    group = parser.add_argument_group("settings")
    where = group.add_mutually_exclusive_group()
    where.add_argument(
        "--config", type=Path, metavar="FILE", help=f"take this file, not the nearest {settings.NAME}"
    )
    where.add_argument("--isolated", action="store_true", help=f"look at no {settings.NAME}")


def add_known(parser: argparse.ArgumentParser) -> None:
    """Options that say where known faults stand."""
    group = parser.add_argument_group("known faults")
    group.add_argument(
        "--baseline", type=Path, metavar="FILE", help="leave out the faults that this file knows"
    )
    group.add_argument(
        "--write-baseline", action="store_true", help="write the faults that there are to the baseline"
    )


class Said(Struct, frozen=True, dict=True):
    """What is said of one file: by the command line, else by the settings, else by default."""

    args: argparse.Namespace
    settings: settings.Settings | None = None

    @cached_property
    def reading(self) -> dict[str, Any]:
        """The keywords of `open_dataset` and `convert`: specification and options."""
        return {"spec": specification(self.args), "options": Options(**keywords(self.args))}

    def keywords(self, file: Path) -> dict[str, Any]:
        """The keywords of `validate` for a file."""
        left_out = self.settings.ignored(file) if self.settings else ()
        ignore = (*self.args.ignore, *left_out)
        return self.reading | {"select": self.args.select, "ignore": ignore}


class Configuration:
    """Finds what is said of each file.

    Args:
        args: of the command line; what was not given is None.
        arguments: adds the options of `validate` to a parser, since they are the keys of the settings.
        defaults: by the option's name in Python, for what neither says.
    """

    def __init__(
        self,
        args: argparse.Namespace,
        arguments: Callable[[argparse.ArgumentParser], None],
        defaults: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._args, self._defaults, self._arguments = args, defaults, arguments
        self._by_file: dict[Path | None, Said] = {}
        self._by_folder: dict[Path, Path | None] = {}

    def of(self, source: str | Source) -> Said:
        """What is said of one source.

        Raises:
            SettingsError: the settings of its folder are broken.
        """
        return self._said(self._file(self.path(source).absolute().parent))

    def here(self) -> Said:
        """What is said of the whole run, by the settings of the working directory.

        Raises:
            SettingsError: these settings are broken.
        """
        return self._said(self._file(Path.cwd()))

    @staticmethod
    def path(source: str | Source) -> Path:
        """The path of a file, of an archive for its member; a name in the working directory for all else."""
        name = source if isinstance(source, str) else source.name
        return Path(name.split("!", 1)[0]) if "://" not in name else Path(name.rsplit("/", 1)[-1] or "url")

    def _file(self, folder: Path) -> Path | None:
        if self._args.isolated or self._args.config is not None:
            return self._args.config  # type: ignore[no-any-return]  # a Path, says the parser
        if folder not in self._by_folder:
            self._by_folder[folder] = settings.find(folder)
        return self._by_folder[folder]

    def _said(self, file: Path | None) -> Said:
        if file not in self._by_file:
            self._by_file[file] = self._read(file)
        return self._by_file[file]

    def _read(self, file: Path | None) -> Said:
        if file is None:
            return Said(self._over({}))
        parser = _parser(file, self._arguments)
        found = settings.load(file, parser.keys())
        values = dict(found.values)
        if self._args.spec is not None or self._args.schema is not None:
            values = {key: value for key, value in values.items() if key not in ("spec", "schema")}
        words = [_word(key, value, file) for key, value in values.items()]
        return Said(self._over(vars(parser.parse_args([*words, "--", "path"]))), found)

    def _over(self, configured: Mapping[str, Any]) -> argparse.Namespace:
        """The command line over the settings over the defaults."""
        given = {key: value for key, value in vars(self._args).items() if value is not None}
        stated = {key: value for key, value in configured.items() if value is not None}
        return argparse.Namespace(**(vars(self._args) | dict(self._defaults) | stated | given))


class _Parser(argparse.ArgumentParser):
    """Says where the settings stand that it cannot take, instead of leaving the program."""

    file: Path

    def keys(self) -> frozenset[str]:
        words = (word for action in self._actions for word in action.option_strings)
        names = {word.removeprefix("--") for word in words if word.startswith("--")}
        return frozenset(name for name in names - _ONLY_SAID if not name.startswith("no-"))

    def error(self, message: str) -> NoReturn:
        what = re.sub(r"argument |--(no-[a-z-]+)?", "", message).replace("/:", ":")
        raise SettingsError(
            f"a setting is not understood: {what}",
            hint="the settings mean what the options of `icos-ingest validate` mean",
            source=str(self.file),
        )


def _parser(file: Path, arguments: Callable[[argparse.ArgumentParser], None]) -> _Parser:
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.file = file
    arguments(parser)
    return parser


def _word(key: str, value: Any, file: Path) -> str:
    """A setting as a word of the command line."""
    if isinstance(value, bool):
        return f"--{key}" if value else f"--no-{key}"
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return f"--{key}={','.join(map(str, value))}"
    if isinstance(value, dict) and all(isinstance(one, int | float) for one in value.values()):
        return f"--{key}={','.join(f'{name}={number}' for name, number in value.items())}"
    if isinstance(value, str | int | float):
        text = str(file.absolute().parent / value) if key in _PATHS and isinstance(value, str) else str(value)
        return f"--{key}={text}"
    raise SettingsError(
        f"{key} is {value!r:.100}", expected="a text, a number, true or false", source=str(file)
    )
