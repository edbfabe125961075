"""The overview of a table as small inline SVG: values against their plausible range, flags and gaps below.

The drawings stretch with the page and hold no text; everything that they show is said in words beside them.
Colours are those of the page's style, so they follow light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from icos_ingest.model import Lane, Overview
from icos_ingest.render.clean import clean_html

OPEN = 8
"""Columns that are seen at once; the others are folded away."""
WIDTH, HEIGHT, STRIP = 1_000, 100, 10
"""Of the drawings, in their own units."""
TICK = 15
"""The shortest mark of a value that is not plausible."""
_LONGEST = 80
_STRAY = 0.01
"""Rows far from all others, as a part of all, that are said and not drawn."""
_LIMIT = 1e300
_CLASSES = ("ok", "flagged", "gap", "unread")
_DAY = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Span = tuple[float, float]


def picture(overview: Overview) -> str:
    """One table as a figure for the body of a page."""
    axis = _Axis.of(overview)
    lanes = [_lane(lane, overview, axis) for lane in overview.lanes]
    name = f": <bdi>{clean_html(overview.name, _LONGEST)}</bdi>" if overview.name else ""
    over = "time" if overview.timed else "the rows"
    more = "".join(lanes[OPEN:])
    if more:
        more = f"<details><summary>{len(lanes) - OPEN} more columns</summary>\n{more}</details>\n"
    notes = "".join(f"<p>{clean_html(note)}</p>\n" for note in _notes(overview, axis))
    return (
        f'<div class="picture">\n<h3>Values, flags and gaps over {over}{name}</h3>\n{_legend()}'
        f"{''.join(lanes[:OPEN])}{_labels(axis)}{more}{notes}</div>\n"
    )


class _Axis(Struct, frozen=True):
    """Where each bin lies between 0 and `WIDTH`; bins are those from `first` to before `stop`."""

    first: int
    stop: int
    left: tuple[int, ...]
    right: tuple[int, ...]
    labels: tuple[str, ...]
    outside: int

    @classmethod
    def of(cls, overview: Overview) -> _Axis:
        first, stop = _without_strays(overview)
        starts = overview.starts[first:stop]
        # Rows that come more seldom than a bin is wide last until the next one.
        steps = sorted(b - a for a, b in pairwise(starts))
        step = max([overview.width, *steps[len(steps) // 2 :][:1]])
        ends = [min(b, a + step) if b < a + 2 * step else a + step for a, b in pairwise(starts)]
        ends.append(starts[-1] + step)
        origin, span = starts[0], ends[-1] - starts[0]
        left = [(a - origin) * WIDTH // span for a in starts]
        right = [max(x + 1, (b - origin) * WIDTH // span) for x, b in zip(left, ends, strict=True)]
        middle = origin + (starts[-1] - origin) // 2
        labels = tuple(dict.fromkeys(_label(at, overview) for at in (origin, middle, starts[-1])))
        outside = sum(overview.rows[:first]) + sum(overview.rows[stop:])
        return cls(first, stop, tuple(left), tuple(right), labels, outside)


def _without_strays(overview: Overview) -> tuple[int, int]:
    """The bins without the few that lie farther from the others than these are long: stamps gone wrong."""
    starts, rows = overview.starts, overview.rows
    first, stop = 0, len(starts)
    allowed = _STRAY * sum(rows)
    while stop - first > 2:
        if (
            starts[first + 1] - starts[first] > starts[stop - 1] - starts[first + 1]
            and rows[first] <= allowed
        ):
            first += 1
        elif (
            starts[stop - 1] - starts[stop - 2] > starts[stop - 2] - starts[first]
            and rows[stop - 1] <= allowed
        ):
            stop -= 1
        else:
            break
    return first, stop


def _label(at: int, overview: Overview) -> str:
    if not overview.timed:
        return f"row {at + 1:,}"
    try:
        stamp = _EPOCH + timedelta(milliseconds=at)
    except OverflowError:
        return "a year beyond 9999"
    return f"{stamp:%Y-%m-%d}" if overview.width >= _DAY else f"{stamp:%Y-%m-%d %H:%M}Z"


def _notes(overview: Overview, axis: _Axis) -> Iterator[str]:
    if axis.outside:
        ends = f"{_label(overview.starts[0], overview)} to {_label(overview.starts[-1], overview)}"
        yield f"Rows with stamps far from all others, not drawn: {axis.outside:,} (all stamps: {ends})."
    if overview.unplaced:
        yield f"Rows without a time stamp, not drawn: {overview.unplaced:,}."
    if overview.left_out:
        yield f"Columns of numbers that are not drawn: {overview.left_out:,}."


def _legend() -> str:
    words = {"ok": "value", "flagged": "not good by its flag", "gap": "missing", "unread": "cannot be read"}
    marks = "".join(f'<span class="{kind}"></span>{text} ' for kind, text in words.items())
    return (
        '<p class="legend">'
        f'{marks}<span class="band"></span>plausible <span class="odd"></span>not plausible</p>\n'
    )


def _labels(axis: _Axis) -> str:
    return '<p class="axis">' + "".join(f"<span>{label}</span>" for label in axis.labels) + "</p>\n"


def _lane(lane: Lane, overview: Overview, axis: _Axis) -> str:
    said = ", ".join(_said(lane, overview))
    name = clean_html(lane.name, _LONGEST)
    unit = f" <span>{clean_html(lane.unit, _LONGEST)}</span>" if lane.unit else ""
    values = _drawing("values", HEIGHT, f"Values of {name}", said, _values(lane, axis))
    strip = _drawing("strip", STRIP, f"Flags and gaps of {name}", said, _strip(lane, overview, axis))
    caption = f"<figcaption><b><bdi>{name}</bdi></b>{unit} <small>{said}</small></figcaption>"
    return f"<figure>{caption}\n{values}{strip}</figure>\n"


def _said(lane: Lane, overview: Overview) -> Iterator[str]:
    """In words what the drawing shows."""
    valid, missing = sum(lane.valid), sum(lane.missing)
    unread = sum(overview.rows) - valid - missing
    yield f"{valid:,} values"
    if missing:
        yield f"{missing:,} missing"
    if unread:
        yield f"{unread:,} cannot be read"
    if hull := _hull(_spans(lane, 0, len(lane.low))):
        yield f"{hull[0]:.6g} to {hull[1]:.6g}"
    if lane.plausible:
        yield f"plausible {lane.plausible[0]:.6g} to {lane.plausible[1]:.6g}"
    if lane.letters:
        letters = (f"{clean_html(letter)} ({sum(counts):,})" for letter, counts in lane.letters.items())
        yield f"flags {' '.join(letters)}"


def _drawing(kind: str, height: int, title: str, said: str, shapes: str) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none" role="img">'
        f"<title>{title}</title><desc>{said}</desc>{shapes}</svg>\n"
    )


def _spans(lane: Lane, first: int, stop: int) -> list[Span | None]:
    """Lowest and highest value of each bin."""
    bins = zip(lane.low[first:stop], lane.high[first:stop], strict=True)
    return [None if low is None or high is None else (low, high) for low, high in bins]


def _hull(spans: Sequence[Span | None]) -> Span | None:
    there = [span for span in spans if span is not None]
    return (min(low for low, _ in there), max(high for _, high in there)) if there else None


def _values(lane: Lane, axis: _Axis) -> str:
    """The band of plausible values, the envelope of all values, and on it what is not plausible."""
    spans = _spans(lane, axis.first, axis.stop)
    hull = _hull(spans)
    if hull is None:
        return ""
    bottom, top = _view(hull, lane.plausible)

    def y(value: float) -> int:
        return round(HEIGHT - (min(max(value, bottom), top) - bottom) / (top - bottom) * HEIGHT)

    drawn = [None if span is None else (y(span[0]), y(span[1])) for span in spans]
    line = "".join(_envelope(run, drawn, axis) for run in _runs(drawn, axis))
    shapes = f'<path class="line" d="{line}"/>'
    if lane.plausible is None:
        return shapes
    lowest, highest = lane.plausible
    band = f'<path class="band" d="M0 {y(highest)}H{WIDTH}V{y(lowest)}H0z"/>'
    odd = [
        f"M{(axis.left[i] + axis.right[i]) // 2} {min(at[1], HEIGHT - TICK)}V{max(at[0], at[1] + TICK)}"
        for i, (span, at) in enumerate(zip(spans, drawn, strict=True))
        if span is not None and at is not None and not lowest <= span[0] <= span[1] <= highest
    ]
    return band + shapes + (f'<path class="odd" d="{"".join(odd)}"/>' if odd else "")


def _view(hull: Span, plausible: Span | None) -> Span:
    """What part of the number line is drawn: all values, but none farther off than the range is long."""
    low, high = (min(max(bound, -_LIMIT), _LIMIT) for bound in hull)
    if plausible:
        span = plausible[1] - plausible[0]
        low = min(max(low, plausible[0] - span), plausible[1])
        high = max(min(high, plausible[1] + span), plausible[0])
    room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
    return low - room, high + room


def _runs(drawn: Sequence[tuple[int, int] | None], axis: _Axis) -> Iterator[range]:
    """Bins with values that touch each other."""
    start: int | None = None
    for i, at in enumerate(drawn):
        if start is not None and (at is None or axis.left[i] > axis.right[i - 1]):
            yield range(start, i)
            start = None
        if start is None and at is not None:
            start = i
    if start is not None:
        yield range(start, len(drawn))


def _envelope(run: range, drawn: Sequence[tuple[int, int] | None], axis: _Axis) -> str:
    """From the left edge along the highest values and back along the lowest."""
    xs = [axis.left[run[0]], *((axis.left[i] + axis.right[i]) // 2 for i in run), axis.right[run[-1]]]
    ys = [at for i in (run[0], *run, run[-1]) if (at := drawn[i]) is not None]
    there = [f"{x} {high}" for x, (_, high) in zip(xs, ys, strict=True)]
    back = [f"{x} {low}" for x, (low, _) in zip(reversed(xs), reversed(ys), strict=True)]
    return f"M{'L'.join([*there, *back])}z"


def _strip(lane: Lane, overview: Overview, axis: _Axis) -> str:
    """Each bin's rows by what they are, one below the other; equal neighbours are one."""
    shapes: dict[str, list[str]] = {kind: [] for kind in _CLASSES}
    pieces: list[tuple[int, int, tuple[int, ...]]] = []
    for i, (left, right) in enumerate(zip(axis.left, axis.right, strict=True)):
        heights = _heights(lane, overview, axis.first + i)
        if pieces and pieces[-1][1] >= left and pieces[-1][2] == heights:
            left = pieces.pop()[0]
        pieces.append((left, right, heights))
    for left, right, heights in pieces:
        top = 0
        for kind, height in zip(_CLASSES, heights, strict=True):
            if height:
                shapes[kind].append(f"M{left} {top}H{right}V{top + height}H{left}z")
            top += height
    return "".join(f'<path class="{kind}" d="{"".join(d)}"/>' for kind, d in shapes.items() if d)


def _heights(lane: Lane, overview: Overview, i: int) -> tuple[int, ...]:
    """Parts of `STRIP` for values, values flagged as bad, missing and unreadable cells; none is lost."""
    rows, valid, missing = overview.rows[i], lane.valid[i], lane.missing[i]
    bad = sum(counts[i] for letter, counts in lane.letters.items() if lane.good and letter not in lane.good)
    parts = (valid - bad, bad, missing, rows - valid - missing)
    heights = [max(1, part * STRIP // rows) if part else 0 for part in parts]
    largest = heights.index(max(heights))
    heights[largest] += STRIP - sum(heights)
    return tuple(heights)
