"""Names that a schema does not have, and those that they were probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from mskguard.aws.nearest import nearest

LIKENESS = 0.8
"""How like a name has to be to another to be taken for it misspelt, as difflib counts it."""
MOST_ASKED = 500
"""Names that are compared; a file that holds more of them is no mistake of a person."""
LONGEST = 80
"""Characters of a name that is compared."""


class Names:
    """Finds what names were meant to be, for one resource or request."""

    def __init__(self) -> None:
        self._asked = 0

    def like(self, name: str, known: Iterable[str]) -> str | None:
        """The known name that another one is like, whatever its case."""
        self._asked += 1
        if self._asked > MOST_ASKED or len(name) > LONGEST:
            return None
        lowered = {one.lower(): one for one in known}
        found = nearest(name, lowered, LIKENESS)
        return lowered[found] if found else None
