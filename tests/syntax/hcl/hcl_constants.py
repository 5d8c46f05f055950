"""Evaluates expressions without references, so that a table of Terraform's answers can be met."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from mskguard.syntax.hcl import ast

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: Decimal(left) / Decimal(right),
    "%": operator.mod,
    "==": lambda left, right: (type(left) is not bool and left == right) or left is right,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "&&": lambda left, right: left and right,
    "||": lambda left, right: left or right,
}

Names = dict[str, Any]


def constant(node: ast.Expression, names: Names) -> Any:
    """The value of an expression, with the names that `for` gives."""
    match node:
        case ast.Literal():
            return node.it
        case ast.Name():
            return names[node.name]
        case ast.Each():
            return names[""]
        case ast.Parentheses():
            return constant(node.inner, names)
        case ast.Template():
            return _template(node, names)
        case ast.Unary():
            operand = constant(node.operand, names)
            return -operand if node.operator == "-" else not operand
        case ast.Binary():
            left, right = constant(node.left, names), constant(node.right, names)
            return _OPERATIONS[node.operator](left, right)
        case ast.Conditional():
            case = node.then if constant(node.condition, names) else node.otherwise
            return constant(case, names)
        case ast.GetAttr():
            return constant(node.source, names)[node.name]
        case ast.Index():
            return constant(node.source, names)[constant(node.key, names)]
        case ast.Splat():
            return [constant(node.each, {**names, "": one}) for one in constant(node.source, names)]
        case _:
            return _collection(node, names)


def _collection(node: ast.Expression, names: Names) -> Any:
    match node:
        case ast.Tuple():
            return [constant(one, names) for one in node.items]
        case ast.Object():
            return {
                _text(constant(item.key, names)): constant(item.value, names) for item in node.items
            }
        case ast.For():
            return _for(node, names)
    raise NotImplementedError(node)


def _for(node: ast.For, names: Names) -> Any:
    results: list[Any] = []
    grouped: dict[str, Any] = {}
    for key, value in _pairs(constant(node.collection, names)):
        inner = {**names, node.key: key, node.value: value}
        if node.condition is not None and not constant(node.condition, inner):
            continue
        results.append(constant(node.result, inner))
        if node.key_result is not None:
            name = constant(node.key_result, inner)
            if node.grouping:
                grouped.setdefault(name, []).append(results[-1])
            else:
                grouped[name] = results[-1]
    return results if node.key_result is None else grouped


def _pairs(collection: Any) -> list[tuple[Any, Any]]:
    items = collection.items() if isinstance(collection, dict) else enumerate(collection)
    return list(items)


def _template(node: ast.Template, names: Names) -> Any:
    if len(node.parts) == 1 and isinstance(only := node.parts[0], ast.Interpolation):
        return constant(only.expression, names)
    return _joined(node.parts, names)


def _joined(parts: tuple[ast.Part, ...], names: Names) -> str:
    texts: list[str] = []
    for part in parts:
        match part:
            case ast.TextPart():
                texts.append(part.text)
            case ast.Interpolation():
                texts.append(_text(constant(part.expression, names)))
            case ast.IfDirective():
                chosen = part.then if constant(part.condition, names) else part.otherwise
                texts.append(_joined(chosen, names))
            case ast.ForDirective():
                for key, value in _pairs(constant(part.collection, names)):
                    texts.append(_joined(part.body, {**names, part.key: key, part.value: value}))
    return "".join(texts)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
