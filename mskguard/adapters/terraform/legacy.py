"""What Terraform before 0.12 understood otherwise: lists in lists, and blocks that are maps."""

from __future__ import annotations

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import Any_, ObjectOf, Written, settle
from mskguard.syntax.hcl import ast
from mskguard.value import Known, Unknown, distribute

_SCALARS = ("arn", "id", "name")
_SCALAR_ENDS = ("_arn", "_id", "_name")
_SCALAR_CALLS = frozenset(
    """abs base64decode base64encode basename ceil chomp cidrhost cidrsubnet element file floor
    format index join jsonencode length lookup lower max md5 min replace sha1 sha256 substr
    templatefile title tostring trimspace upper""".split()  # noqa: SIM905  # a column of quotes
)


def flattened(expression: ast.Expression, value: Any_, scope: Scope) -> Any_:
    r"""The value of an argument in which a list was written as `["${…}"]`.

    That was one list before 0.12, and is refused since then. Where an element is unknown and may
    be a list, the number of elements is not known either.
    """
    if not isinstance(expression, ast.Tuple):
        return value
    quoted = [_quoted(item) for item in expression.items]
    if not any(quoted):
        return value

    def joined(*elements: Any_) -> Any_:
        items: list[Any_] = []
        for element, inner in zip(elements, quoted, strict=True):
            if inner is not None and isinstance(element, Known) and isinstance(element.it, tuple):
                items += element.it
            elif inner is not None and isinstance(element, Unknown) and _may_be_list(inner, scope):
                why = f"an element may be a list of its own: {element.why}"
                identity = Written(scope.names.address, expression.span.text)
                return Unknown(element.span, why, identity, element.roots, via=element.via)
            else:
                items.append(element)
        return Known(tuple(items), expression.span)

    return distribute(joined, *value.it) if isinstance(value, Known) else value


def _quoted(item: ast.Expression) -> ast.Expression | None:
    """What stands in a quoted text that is nothing but one interpolation."""
    if isinstance(item, ast.Template) and not item.heredoc and len(item.parts) == 1:
        part = item.parts[0]
        return part.expression if isinstance(part, ast.Interpolation) else None
    return None


def _may_be_list(expression: ast.Expression, scope: Scope) -> bool:
    match expression:
        case ast.Call(name=name):
            return name not in _SCALAR_CALLS
        case ast.GetAttr(source=ast.Name(name="var"), name=name):
            return scope.names.may_be_list(name)
        case ast.GetAttr(source=source, name=name):
            scalar = name in _SCALARS or name.endswith(_SCALAR_ENDS)
            return not scalar or isinstance(source, ast.Splat)
        case ast.Conditional(then=then, otherwise=otherwise):
            return _may_be_list(then, scope) or _may_be_list(otherwise, scope)
        case ast.Parentheses(inner=inner):
            return _may_be_list(inner, scope)
        case ast.Splat() | ast.Name() | ast.Tuple() | ast.For():
            return True
        case _:
            return False


def map_of_block(body: ast.Body, name: str, scope: Scope) -> Any_ | None:
    """`tags { … }`, a map before 0.12, as an object; None where no such block is."""
    blocks = list(body.blocks_of(name))
    if not blocks:
        return None
    written = [attribute for block in blocks for attribute in block.body.attributes]
    items = [(one.name, settle(evaluate(one.expression, scope), one.span)) for one in written]
    return Known(ObjectOf(items, {one.name: one.name_span for one in written}), blocks[0].header)
