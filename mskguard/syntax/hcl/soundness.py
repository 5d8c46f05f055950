"""A quick look at files that nothing else is asked of."""

from __future__ import annotations

import re

from mskguard.source import SourceFile

_PASSED_OVER = re.compile(
    r"""
    "(?:\\.|[^"\\\n])*+"
  | (?:\#|//)[^\n]*+
  | /\*(?s:.*?)\*/
  | <<-?(?P<marker>[^\s"]++)[ \t]*\r?\n(?s:.*?)\n[ \t]*(?P=marker)\b
    """,
    re.VERBOSE,
)


def looks_sound(source: SourceFile) -> bool:
    """Whether brackets, strings, comments and heredocs are closed, told at a twentieth of `parse`.

    For files that nothing else is asked of: what `parse` would refuse for another reason passes.
    """
    rest = _PASSED_OVER.sub("", source.text)
    closed = all(rest.count(one) == rest.count(other) for one, other in ("{}", "[]", "()"))
    return closed and not any(sign in rest for sign in ('"', "/*", "<<", ">>>>>>>"))
