"""What SAM makes of a function: its event source mappings and its role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.scope import Mode
from mskguard.adapters.cloudformation.template import SERVERLESS, Made, Resource, Template
from mskguard.adapters.cloudformation.values import Any_, joined, unusable
from mskguard.adapters.shapes.fields import Fields
from mskguard.source import Span
from mskguard.value import Absent, Known, Origin, Piece, Text, distribute

_MAPPING = "AWS::Lambda::EventSourceMapping"
_ROLE = "AWS::IAM::Role"
_EVENTS = ("MSK", "SelfManagedKafka")
_OF_SAM = "AWSLambdaBasicExecutionRole"
_OF_MSK = "AWSLambdaMSKExecutionRole"
"""The managed policies that SAM gives every function, and one that reads from MSK."""


def made_of(template: Template, function: Resource) -> Iterator[Made]:
    """What SAM makes of a function, as far as Kafka is concerned."""
    if SERVERLESS not in template.transforms:
        return
    properties = _with_globals(template, function)
    if not isinstance(properties, Known) or not isinstance(properties.it, Fields):
        return
    events = properties.it.get("Events", Absent(function.span))
    names = list(_event_names(events))
    for name in names:
        event = distribute(lambda it, of=name: _member(it, of), events)
        exists = distribute(_is_of_kafka, event)
        mapping = distribute(lambda it: _mapping(template, function, it), event)
        if not _is_never(exists):
            yield Made(_MAPPING, f"{function.name}{name}", mapping, exists)
    role = properties.it.get("Role", Absent(function.span))
    wanted = distribute(lambda it: Known(isinstance(it, Absent), function.span), role)
    if not _is_never(wanted):
        them = [distribute(lambda it, of=one: _member(it, of), events) for one in names]
        made = _role(template, function, properties.it, them)
        yield Made(_ROLE, f"{function.name}Role", made, wanted)


def _is_never(exists: Any_) -> bool:
    return isinstance(exists, Known) and exists.it is False


def _with_globals(template: Template, function: Resource) -> Any_:
    """A function's properties, with those that the template gives all functions."""
    written = function.node.member("Properties")
    own = evaluate(written, function.scope) if written is not None else Absent(function.span)
    shared = template.section("Globals").get("Function")
    if shared is None or not isinstance(own, Known) or not isinstance(own.it, Fields):
        return own
    globals_ = evaluate(shared, template.scope)
    if not isinstance(globals_, Known) or not isinstance(globals_.it, Fields):
        return globals_
    keys_at = {**globals_.it.keys_at, **own.it.keys_at}
    return Known(Fields({**globals_.it, **own.it}.items(), keys_at, own.it.holder), own.span)


def _event_names(events: Any_) -> Iterator[str]:
    if isinstance(events, Known) and isinstance(events.it, Fields):
        yield from events.it


def _member(value: Any_, name: str) -> Any_:
    if isinstance(value, Known):
        found = value.it.get(name) if isinstance(value.it, Fields) else None
        return found if found is not None else Absent(value.span)
    return value


def _is_of_kafka(event: Any_) -> Any_:
    kind = _member(event, "Type")
    return distribute(
        lambda it: Known(isinstance(it, Known) and it.it in _EVENTS, event.span), kind
    )


def _mapping(template: Template, function: Resource, event: Any_) -> Any_:
    """The properties of the event source mapping that an event stands for."""
    properties = _member(event, "Properties")
    if isinstance(properties, Absent):
        properties = Known(Fields(), properties.span)
    if not isinstance(properties, Known) or not isinstance(properties.it, Fields):
        return properties
    own = properties.it
    items = dict(own)
    items["FunctionName"] = template.named(function.name, function.span, function.scope)
    if "Stream" in own:
        items["EventSourceArn"] = own["Stream"]
        items["AmazonManagedKafkaEventSourceConfig"] = _one_member(own, "ConsumerGroupId", event)
    if "KafkaBootstrapServers" in own:
        servers = _one_member(own, "KafkaBootstrapServers", event)
        items["SelfManagedEventSource"] = Known(Fields((("Endpoints", servers),)), event.span)
        items["SelfManagedKafkaEventSourceConfig"] = _one_member(own, "ConsumerGroupId", event)
    return Known(Fields(items.items(), own.keys_at, own.holder), event.span)


def _one_member(own: Fields, name: str, event: Any_) -> Any_:
    found = own.get(name)
    return Known(Fields(((name, found),) if found is not None else ()), event.span)


def _role(template: Template, function: Resource, properties: Fields, events: list[Any_]) -> Any_:
    """The properties of the role that a function without one gets."""
    written = properties.get("Policies", Absent(function.span))
    items = distribute(_listed, written)
    of_msk = any(_type_of(event) == "MSK" for event in events)
    own = [_managed(template, one, function.span) for one in (_OF_SAM, *[_OF_MSK] * of_msk)]
    members = {
        "ManagedPolicyArns": _gathered(items, lambda it: _as_managed(it, template), own),
        "Policies": _gathered(items, _as_inline, []),
    }
    boundary = properties.get("PermissionsBoundary")
    if boundary is not None:
        members["PermissionsBoundary"] = boundary
    trust = properties.get("AssumeRolePolicyDocument")
    members["AssumeRolePolicyDocument"] = trust or _trust(function.span)
    return Known(Fields(members.items()), function.span)


def _type_of(event: Any_) -> object:
    kind = _member(event, "Type")
    return kind.it if isinstance(kind, Known) else None


def _listed(value: Any_) -> Any_:
    if isinstance(value, Known) and not isinstance(value.it, tuple):
        return Known((value,), value.span)
    return Known((), value.span) if isinstance(value, Absent) else value


def _gathered(items: Any_, pick: Callable[[Any_], Any_], before: list[Any_]) -> Any_:
    """What is picked of each element, absent ones left out."""

    def of_list(it: Any_) -> Any_:
        if not isinstance(it, Known):
            return it
        picked = [distribute(pick, one) for one in it.it]

        def build(*cases: Any_) -> Any_:
            kept = (one for one in cases if not isinstance(one, Absent))
            return Known((*before, *kept), it.span)

        return distribute(build, *picked)

    return distribute(of_list, items)


def _as_managed(value: Any_, template: Template) -> Any_:
    """A policy that is named: by its ARN, or an AWS managed one by its name."""
    if isinstance(value, Known) and not isinstance(value.it, str):
        return Absent(value.span)
    if not isinstance(value, Known) or value.it.startswith("arn:"):
        return value
    if value.it in (_OF_SAM, _OF_MSK):
        return _managed(template, value.it, value.span)
    return unusable(value.span, f"SAM looks up the ARN of {value.it}")


def _as_inline(value: Any_) -> Any_:
    """A policy that is written here: its document, or one of SAM's templates."""
    if not isinstance(value, Known) or not isinstance(value.it, Fields):
        return Absent(value.span)
    document: Any_ = value
    if "Statement" not in value.it:
        name = next(iter(value.it), "a policy template")
        document = unusable(value.span, f"what SAM's policy template {name} allows is not followed")
    return Known(Fields((("PolicyDocument", document),)), value.span)


def _managed(template: Template, name: str, span: Span) -> Any_:
    """The ARN of a managed policy that AWS has for services."""
    partition = template.parameters.value("AWS::Partition", span, Mode.DEPLOYED)
    parts = [_made("arn:", span), partition, _made(f":iam::aws:policy/service-role/{name}", span)]
    return distribute(lambda *cases: joined(span, cases), *parts)


def _made(text: str, span: Span) -> Any_:
    return Known(text, span, Origin.DEFAULT, text=Text((Piece(span, text),)))


def _trust(span: Span) -> Any_:
    """The trust that SAM writes: Lambda may assume the role."""
    service = Known(Fields((("Service", _made("lambda.amazonaws.com", span)),)), span)
    statement = {
        "Effect": _made("Allow", span),
        "Action": _made("sts:AssumeRole", span),
        "Principal": service,
    }
    listed = Known((Known(Fields(statement.items()), span),), span)
    return Known(Fields((("Statement", listed),)), span)
