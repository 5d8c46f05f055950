"""Sets of characters as regular expressions name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Range = tuple[str, str]

_TOP = "\U0010ffff"


@dataclass(slots=True)
class Chars:
    """A set of characters: ranges and questions, perhaps their opposite."""

    ranges: list[Range] = field(default_factory=list)
    questions: list[Callable[[str], bool]] = field(default_factory=list)
    negated: bool = False
    fold: bool = False
    _met: dict[str, bool] = field(default_factory=dict)

    def has(self, char: str) -> bool:
        """Whether a character is among them; the end of a text is not."""
        if not char:
            return False
        answer = self._met.get(char)
        if answer is None:
            forms = _forms(char) if self.fold else (char,)
            answer = any(self._holds(form) for form in forms) is not self.negated
            self._met[char] = answer
        return answer

    def _holds(self, char: str) -> bool:
        return any(low <= char <= high for low, high in self.ranges) or any(
            question(char) for question in self.questions
        )

    def add(self, other: Chars) -> None:
        """Make this the union with another set."""
        if other.negated or other.questions:
            self.questions.append(other.has)
        else:
            self.ranges += other.ranges


def _forms(char: str) -> set[str]:
    """A character and what it equals without regard to case."""
    forms = {char, *_FOLDED.get(char, "")}
    forms |= {form for form in (char.lower(), char.upper()) if len(form) == 1}
    return forms | {form for one in forms for form in (one.lower(), one.upper()) if len(form) == 1}


_FOLDED = {"k": "\u212a", "K": "\u212a", "s": "\u017f", "S": "\u017f", "å": "\u212b", "Å": "\u212b"}

ANYTHING = Chars([("\0", _TOP)])
NOT_NEWLINE = Chars([("\0", "\t"), ("\v", _TOP)])

_DIGIT: list[Range] = [("0", "9")]
_LOWER: list[Range] = [("a", "z")]
_UPPER: list[Range] = [("A", "Z")]
_WORD: list[Range] = [*_DIGIT, *_LOWER, *_UPPER, ("_", "_")]
_PERL_SPACE: list[Range] = [("\t", "\n"), ("\f", "\r"), (" ", " ")]

PERL = {"d": _DIGIT, "w": _WORD, "s": _PERL_SPACE}
NAMED: dict[str, list[Range]] = {
    "alnum": [*_DIGIT, *_LOWER, *_UPPER],
    "alpha": [*_LOWER, *_UPPER],
    "ascii": [("\0", "\x7f")],
    "blank": [("\t", "\t"), (" ", " ")],
    "cntrl": [("\0", "\x1f"), ("\x7f", "\x7f")],
    "digit": _DIGIT,
    "graph": [("!", "~")],
    "lower": _LOWER,
    "print": [(" ", "~")],
    "punct": [("!", "/"), (":", "@"), ("[", "`"), ("{", "~")],
    "space": [("\t", "\r"), (" ", " ")],
    "upper": _UPPER,
    "word": _WORD,
    "xdigit": [*_DIGIT, ("A", "F"), ("a", "f")],
}
_CATEGORIES = {
    "C": "cfos",
    "L": "lmotu",
    "M": "cen",
    "N": "dlo",
    "P": "cdefios",
    "S": "ckmo",
    "Z": "lps",
}


def single(char: str) -> Chars:
    return Chars([(char, char)])


def category(name: str) -> Chars | None:
    """A Unicode general category such as `Lu`, or `Any`; None for any other name."""
    if name == "Any":
        return Chars([("\0", _TOP)])
    if name[:1] not in _CATEGORIES or name[1:] not in (*_CATEGORIES[name[0]], ""):
        return None
    from unicodedata import category as category_of

    return Chars(questions=[lambda char: category_of(char).startswith(name)])
