"""What the file cannot tell and the user can, as options of a command."""

from __future__ import annotations

import argparse
import codecs
from typing import TYPE_CHECKING, Any

from msgspec.structs import fields, replace

from icos_ingest.model import LIMITS, Limits, Options

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_SEPARATORS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " "}
_FIELDS = frozenset(field.name for field in fields(Options))


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Options that say how to read a file."""
    group = parser.add_argument_group("what the file cannot tell")
    which = group.add_mutually_exclusive_group()
    which.add_argument(
        "--spec", metavar="ID", help="the portal's specification; `icos-ingest spec` lists them"
    )
    which.add_argument("--schema", metavar="FILE", help="a specification of your own, a JSON file")
    group.add_argument("--station", metavar="ID", help="the station, such as HTM or SE-Htm")
    group.add_argument(
        "--utc-offset", type=float, metavar="H", help="hours of the station's standard time ahead of UTC"
    )
    group.add_argument("--encoding", type=_encoding, metavar="E", help="of the text, such as latin-1")
    group.add_argument(
        "--separator", type=_separator, metavar="S", help="between cells: a character, `tab` or `whitespace`"
    )
    group.add_argument("--decimal", choices=[".", ","], metavar="SIGN", help="the decimal sign, . or ,")
    group.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        help="whether 07.06.2019 is 7 June (and not 6 July)",
    )
    group.add_argument("--time-zone", metavar="Z", help="of stamps that name none: UTC, +01:00, Europe/Rome")
    group.add_argument("--reader", metavar="NAME", help="the reader to use; `icos-ingest formats` lists them")
    group.add_argument("--table", metavar="NAME", help="the sheet or table, where there are several")
    group.add_argument(
        "--limits",
        type=_limits,
        metavar="NAME=N,…",
        help="bounds on what one file may cost: " + ", ".join(field.name for field in fields(Limits)),
    )


def keywords(args: argparse.Namespace) -> dict[str, Any]:
    """The options that were given, by the names that they have in Python."""
    return {name: value for name, value in vars(args).items() if name in _FIELDS and value is not None}


def specification(args: argparse.Namespace) -> str | Spec | None:
    """The specification that was asked for: the portal's by its id, or the user's own.

    Raises:
        SchemaFileError: there is none of that id, or the user's own is broken.
    """
    if args.schema is not None:
        from icos_ingest.schema import load_spec_file

        return load_spec_file(args.schema)
    if args.spec is not None:
        from icos_ingest.schema import spec

        return spec(args.spec)
    return None


def words(text: str) -> tuple[str, ...]:
    """Words with commas between them."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def natural(text: str) -> int:
    """A whole number, not negative, such as 1000, 1_000 or 1e3."""
    try:
        number = int(text) if text.lstrip("+-").isdigit() else float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 <= number < 2**63 or number != int(number):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(number)


def positive(text: str) -> int:
    """A whole number from 1 on."""
    number = natural(text)
    if not number:
        raise argparse.ArgumentTypeError("at least 1 is needed")
    return number


def _limits(text: str) -> Limits:
    known = [field.name for field in fields(Limits)]
    chosen = {}
    for pair in words(text):
        name, equals, value = pair.partition("=")
        if name not in known or not equals:
            raise argparse.ArgumentTypeError(f"{pair!r} is not NAME=NUMBER with one of {', '.join(known)}")
        chosen[name] = natural(value)
    return replace(LIMITS, **chosen)


def _separator(text: str) -> str:
    text = _SEPARATORS.get(text, text)
    if len(text) != 1 and text != "whitespace":
        raise argparse.ArgumentTypeError(f"{text!r} is not one character, `tab` or `whitespace`")
    return text


def _encoding(text: str) -> str:
    try:
        codecs.lookup(text)
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(
            f"there is no encoding {text!r}; utf-8 or latin-1 are usual"
        ) from None
    return text
