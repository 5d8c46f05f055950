"""format and formatlist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from mskguard.adapters.terraform.functions import digits
from mskguard.adapters.terraform.functions.clusters import length_of, offsets_of
from mskguard.adapters.terraform.functions.digits import Verb
from mskguard.adapters.terraform.functions.elements import bounded, in_worlds, weigh, worlds
from mskguard.adapters.terraform.functions.json_text import encoded
from mskguard.adapters.terraform.functions.parameters import (
    OPEN,
    TEXT,
    Beyond,
    derived,
    number_of,
    takes_at,
    truth_of,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import Cutter, concatenated, map_of
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    as_text,
    is_number,
    known,
)
from mskguard.source import Span
from mskguard.value import Known, Text, Unknown

_VERB = re.compile(
    r"%([0#\-+ ]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([a-zA-Z])", re.ASCII
)
_WIDEST = 10_000


@takes_at("format", TEXT, rest=OPEN)
def _format(template: Known[str], *arguments: Any_, span: Span) -> Any_:
    return _formatted(template, arguments, span)


def _formatted(template: Known[str], arguments: Sequence[Any_], span: Span) -> Any_:
    parts = list(_parts(template, arguments, span))
    return worlds(lambda them: concatenated(them, span), parts, span)


def _parts(template: Known[str], arguments: Sequence[Any_], span: Span) -> Iterator[Any_]:
    """The literal texts and the formatted arguments, in order."""
    cutter = Cutter(map_of(template))
    text = template.it
    at = number = most = 0
    while (percent := text.find("%", at)) >= 0:
        yield _literal(cutter, template, at, percent)
        if text.startswith("%%", percent):
            yield _literal(cutter, template, percent, percent + 1)
            at = percent + 2
            continue
        match = _VERB.match(text, percent)
        if match is None:
            raise Refused("the format has a % that starts nothing")
        number = int(match[4][:9]) if match[4] else number + 1
        most = max(most, number)
        if number > len(arguments):
            raise Refused("the format names more arguments than there are")
        yield _argument(_verb(match), arguments[number - 1], span)
        at = match.end()
    yield _literal(cutter, template, at, len(text))
    if most < len(arguments):
        raise Refused("the format names fewer arguments than there are")


def _literal(cutter: Cutter, template: Known[str], start: int, end: int) -> Known[Any]:
    text = Text(cutter.cut(start, end))
    return Known(text.joined, template.span, template.origin, template.via, text=text)


def _verb(match: re.Match[str]) -> Verb:
    width = int(match[2][:9]) if match[2] else -1
    precision = int(match[3][:9] or 0) if match[3] is not None else -1
    if max(width, precision) > _WIDEST:
        raise Beyond("the format pads to an extreme width")
    return Verb(match[5], match[1], width, precision)


def _argument(verb: Verb, value: Any_, span: Span) -> Any_:
    if verb.mode not in "vtbdoxXeEfgGsq":
        raise Refused("the format has an unknown verb")

    def build(one: Any) -> Any_:
        if isinstance(one, Unknown):
            plain = verb.mode in "sv" and not verb.flags and verb.width < 0 > verb.precision
            return one if plain or isinstance(one, Failure) else derived(one)
        shown: Any_ = _shown(verb, one, span)
        return shown

    return in_worlds(build, value, span)


def _shown(verb: Verb, value: Known[Any], span: Span) -> Any:
    if verb.mode == "v":
        return _as_is(verb, value, span)
    if value.it is None:
        raise Refused("an argument is null")
    if verb.mode == "t":
        return as_text(truth_of(value))
    if verb.mode in "sq":
        return _string(verb, value, span)
    number = number_of(value)
    if verb.mode in "eEfgG":
        return _computed(digits.fraction(number, verb), value)
    if not isinstance(number, int):
        raise Refused("a whole number is expected")
    return _computed(digits.integer(number, verb), value)


def _computed(text: str, value: Known[Any]) -> Known[Any]:
    return Known(text, value.span, value.origin, value.via)


def _as_is(verb: Verb, value: Known[Any], span: Span) -> Any:
    """`%v`: a string or number plainly, and other things in JSON, as `%#v` writes all."""
    if "#" not in verb.flags and isinstance(value.it, str):
        return _wide(verb, value)
    if "#" not in verb.flags and is_number(value.it):
        return _wide(verb, _computed(digits.shortest(value.it), value))
    return _wide(verb, encoded(value, span))


def _string(verb: Verb, value: Known[Any], span: Span) -> Any:
    text: Any = as_text(value)
    if isinstance(text, Failure):
        raise Refused("an argument is no string")
    if verb.precision > 0:
        ends = offsets_of(text.it)
        end = ends[min(verb.precision, len(ends) - 1)]
        cut = Text(Cutter(map_of(text)).cut(0, end))
        text = Known(cut.joined, text.span, text.origin, text.via, text=cut)
    return _wide(verb, encoded(text, span) if verb.mode == "q" else text)


def _wide(verb: Verb, text: Any) -> Any:
    """The text padded to the verb's width."""
    if verb.width < 0 or isinstance(text, Unknown):
        return text
    missing = verb.width - length_of(text.it)
    if missing <= 0:
        return text
    padding = ("0" if "0" in verb.flags else " ") * missing
    return _computed(text.it + padding if "-" in verb.flags else padding + text.it, text)


@takes_at("formatlist", TEXT, rest=OPEN)
def _formatlist(template: Known[str], *arguments: Any_, span: Span) -> Any_:
    """One text for each element of the lists among the arguments."""
    lists = [one.it for one in arguments if isinstance(one, Known) and isinstance(one.it, tuple)]
    if len({len(one) for one in lists}) > 1:
        raise Refused("the lists differ in length")
    # an unknown argument that is not known to be a text may turn out to be a list
    open_ones = [one for one in arguments if isinstance(one, Unknown) and one.text is None]
    if open_ones and len(lists[0] if lists else ()) != 1:
        return derived(open_ones[0])
    count = len(lists[0]) if lists else 1
    bounded(count * max(len(arguments), 1))
    weigh(arguments)
    rows = [[_at(one, index) for one in arguments] for index in range(count)]
    texts = tuple(_formatted(template, row, span) for row in rows)
    broken = next((text for text in texts if isinstance(text, Failure)), None)
    return broken or known(texts, span, list(arguments))


def _at(argument: Any_, index: int) -> Any_:
    if isinstance(argument, Known) and isinstance(argument.it, tuple):
        found: Any_ = argument.it[index]
        return found
    return argument
