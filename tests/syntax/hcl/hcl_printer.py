"""Prints a tree as HCL in one canonical form, and takes the places out of a tree."""

from __future__ import annotations

from typing import Any

from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.write import spell


def printed_body(body: ast.Body) -> str:
    """The text of a body: its arguments, then its blocks."""
    lines = [f"{one.name} = {printed(one.expression)}\n" for one in body.attributes]
    for block in body.blocks:
        labels = "".join(f" {spell(label)}" for label in block.labels)
        lines.append(f"{block.type}{labels} {{\n{printed_body(block.body)}}}\n")
    return "".join(lines)


def printed(node: ast.Expression) -> str:
    """The text of an expression; templates become quoted strings."""
    match node:
        case ast.Literal():
            return "null" if node.it is None else spell(node.it)
        case ast.Template():
            return f'"{_parts(node.parts)}"'
        case ast.Name():
            return node.name
        case ast.Each():
            return ""
        case ast.GetAttr():
            return f"{printed(node.source)}.{node.name}"
        case ast.Index():
            return _index(node)
        case ast.Splat():
            mark = "[*]" if node.full else ".*"
            return f"{printed(node.source)}{mark}{printed(node.each)}"
        case ast.Call():
            rest = "..." if node.expand else ""
            return f"{node.name}({', '.join(map(printed, node.arguments))}{rest})"
        case ast.Tuple():
            return f"[{', '.join(map(printed, node.items))}]"
        case ast.Object():
            items = [f"{_key(one.key)} = {printed(one.value)}" for one in node.items]
            return "{" + ", ".join(items) + "}"
        case ast.For():
            return _for(node)
        case _:
            return _operation(node)


def _operation(node: ast.Unary | ast.Binary | ast.Conditional | ast.Parentheses) -> str:
    match node:
        case ast.Unary():
            return f"{node.operator}{printed(node.operand)}"
        case ast.Binary():
            return f"{printed(node.left)} {node.operator} {printed(node.right)}"
        case ast.Conditional():
            return f"{printed(node.condition)} ? {printed(node.then)} : {printed(node.otherwise)}"
        case ast.Parentheses():
            return f"({printed(node.inner)})"


def _index(node: ast.Index) -> str:
    source = printed(node.source)
    if _within_attribute_splat(node) or node.span.end == node.key.span.end:
        return f"{source}.{printed(node.key)}"
    return f"{source}[{printed(node.key)}]"


def _within_attribute_splat(node: ast.Index) -> bool:
    innermost: ast.Expression = node
    while isinstance(innermost, ast.Index | ast.GetAttr):
        innermost = innermost.source
    return isinstance(innermost, ast.Each) and innermost.span.text == ".*"


def _key(key: ast.Expression) -> str:
    bare = isinstance(key, ast.Template) and not key.span.text.startswith(('"', "<"))
    return key.span.text if bare else printed(key)


def _for(node: ast.For) -> str:
    names = f"{node.key}, {node.value}" if node.key else node.value
    condition = f" if {printed(node.condition)}" if node.condition else ""
    head = f"for {names} in {printed(node.collection)} :"
    if node.key_result is None:
        return f"[{head} {printed(node.result)}{condition}]"
    result = f"{printed(node.key_result)} => {printed(node.result)}"
    return f"{{{head} {result}{'...' if node.grouping else ''}{condition}}}"


def _parts(parts: tuple[ast.Part, ...]) -> str:
    return "".join(map(_part, parts))


def _part(part: ast.Part) -> str:
    match part:
        case ast.TextPart():
            return _unmistakable(spell(part.text)[1:-1])
        case ast.Interpolation():
            return f"${{{printed(part.expression)}}}"
        case ast.IfDirective():
            head = f"%{{ if {printed(part.condition)} }}{_parts(part.then)}"
            return f"{head}%{{ else }}{_parts(part.otherwise)}%{{ endif }}"
        case ast.ForDirective():
            names = f"{part.key}, {part.value}" if part.key else part.value
            head = f"%{{ for {names} in {printed(part.collection)} }}"
            return f"{head}{_parts(part.body)}%{{ endfor }}"


def _unmistakable(text: str) -> str:
    """A `$` or `%` at the end would make an escape of the brace that follows in the next part."""
    return f"{text[:-1]}\\u{ord(text[-1]):04x}" if text[-1:] in ("$", "%") else text


def placeless(node: Any) -> Any:
    """A tree without spans, adjacent text joined, empty text left out: equal for equal meaning."""
    if isinstance(node, Span):
        return None
    if isinstance(node, ast.TextPart):
        return node.text
    if isinstance(node, ast.Template):
        return "template", _joined([placeless(part) for part in node.parts])
    if isinstance(node, ast.Index):
        return "index", placeless(node.source), placeless(node.key)
    if isinstance(node, tuple):
        return type(node).__name__, _joined([placeless(one) for one in node])
    return type(node).__name__, node


def _joined(parts: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for part in parts:
        if part == "":
            continue
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
