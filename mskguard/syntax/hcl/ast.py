"""The syntax tree of HCL: what is written, where, and nothing of what it means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mskguard.source import SourceFile, Span
from mskguard.syntax.problem import Problem


class Literal(NamedTuple):
    """A number, `true`, `false` or `null`. Integers are `int`, other numbers exact `Decimal`."""

    span: Span
    it: int | Decimal | bool | None


class TextPart(NamedTuple):
    """Literal text of a template, after escapes, indentation and strip markers.

    `verbatim`: the text is character by character what stands in `span`; else (an escape such as
    `\\n` or `$${`) the whole of it stands for the whole of `span`.
    """

    span: Span
    text: str
    verbatim: bool


class Interpolation(NamedTuple):
    """`${ … }`; the span includes the markers."""

    span: Span
    expression: Expression


class IfDirective(NamedTuple):
    """`%{ if … } … %{ else } … %{ endif }`."""

    span: Span
    condition: Expression
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]


class ForDirective(NamedTuple):
    """`%{ for key, value in … } … %{ endfor }`; `key` is empty where only one name is given."""

    span: Span
    key: str
    value: str
    collection: Expression
    body: tuple[Part, ...]


Part = TextPart | Interpolation | IfDirective | ForDirective


class Template(NamedTuple):
    """A quoted string or a heredoc.

    The span covers the quotes, or from `<<` to the end of the closing marker. Adjacent literal text
    is one part per source line or escape. A heredoc's text ends with its last line's line break.
    """

    span: Span
    parts: tuple[Part, ...]
    heredoc: bool = False

    @property
    def literal(self) -> str | None:
        """The text where nothing in it is computed."""
        if all(isinstance(part, TextPart) for part in self.parts):
            return "".join(part.text for part in self.parts if isinstance(part, TextPart))
        return None


class Name(NamedTuple):
    """The first name of a reference: `var`, `aws_msk_cluster`, `each`, a `for` variable."""

    span: Span
    name: str


class GetAttr(NamedTuple):
    """`source.name`; the span covers the whole expression, `name_span` the name alone."""

    span: Span
    source: Expression
    name: str
    name_span: Span


class Index(NamedTuple):
    """`source[key]`, and the legacy `source.0`."""

    span: Span
    source: Expression
    key: Expression


class Each(NamedTuple):
    """Stands inside `Splat.each` for the element at hand."""

    span: Span


class Splat(NamedTuple):
    """`source[*].each` (`full`) or the legacy `source.*.each`.

    `each` is the expression applied to every element; its innermost source is an `Each`.
    """

    span: Span
    source: Expression
    each: Expression
    full: bool


class Call(NamedTuple):
    """`name(arguments)`; `expand` where the last argument is followed by `...`."""

    span: Span
    name: str
    name_span: Span
    arguments: tuple[Expression, ...]
    expand: bool


class Unary(NamedTuple):
    """`-x` or `!x`."""

    span: Span
    operator: str
    operand: Expression


class Binary(NamedTuple):
    """An operation on two operands: `+ - * / % == != < <= > >= && ||`."""

    span: Span
    operator: str
    left: Expression
    right: Expression


class Conditional(NamedTuple):
    """`condition ? then : otherwise`."""

    span: Span
    condition: Expression
    then: Expression
    otherwise: Expression


class Tuple(NamedTuple):
    """`[ … ]`."""

    span: Span
    items: tuple[Expression, ...]


class Item(NamedTuple):
    """One `key = value` of an object. A bare name as key is a `Template` of that text."""

    key: Expression
    value: Expression


class Object(NamedTuple):
    """`{ … }`."""

    span: Span
    items: tuple[Item, ...]


class For(NamedTuple):
    """`[for value in collection : result if condition]`, or with `{ key_result => result }`.

    `key_result` is None for the list form; `grouping` where the object form ends in `...`.
    """

    span: Span
    key: str
    value: str
    collection: Expression
    key_result: Expression | None
    result: Expression
    condition: Expression | None
    grouping: bool


class Parentheses(NamedTuple):
    """`( … )`."""

    span: Span
    inner: Expression


Expression = (
    Literal
    | Template
    | Name
    | GetAttr
    | Index
    | Each
    | Splat
    | Call
    | Unary
    | Binary
    | Conditional
    | Tuple
    | Object
    | For
    | Parentheses
)


class Attribute(NamedTuple):
    """`name = expression`; the span covers all of it."""

    span: Span
    name: str
    name_span: Span
    expression: Expression


class Block(NamedTuple):
    """`type "label" { … }`. `header` runs from the type to the opening brace, both included."""

    span: Span
    type: str
    labels: tuple[str, ...]
    header: Span
    body: Body


class Body(NamedTuple):
    """The attributes and blocks of a file or of a block, each in the order written.

    Where a name is written twice the first attribute counts; the other is a `Problem` of the file.
    """

    span: Span
    attributes: tuple[Attribute, ...]
    blocks: tuple[Block, ...]

    def attribute(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)

    def blocks_of(self, *types: str) -> Iterator[Block]:
        return (block for block in self.blocks if block.type in types)


class File(NamedTuple):
    """One file's tree. With `problems`, the tree holds what could be read around them."""

    source: SourceFile
    body: Body
    problems: tuple[Problem, ...]
