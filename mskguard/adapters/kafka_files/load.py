"""Reads Kafka's own files into the graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mskguard.adapters.front_ends import Documents
from mskguard.adapters.kafka_files.places import Sheet
from mskguard.adapters.terraform.tree import NO_INPUT
from mskguard.model.node import Node
from mskguard.source import Fate
from mskguard.syntax.json import Json
from mskguard.value import Unknown

Reader = Callable[[Documents, Path, Sheet], "list[Node] | str"]
"""The nodes of a file, or why there are none."""


def load_kafka_files(documents: Documents) -> set[Path]:
    """Add what Kafka's own files tell to the graph; answers the files that are none of them.

    A file that others read, as Terraform's `file` does, is judged there.
    """
    not_mine: set[Path] = set()
    tree = documents.tree
    for path in (one for one in documents.paths if one not in tree.sources):
        source = tree.read(path)
        if source is None or tree.files[path].fate is Fate.UNREADABLE:
            continue
        found = _reader(path)(documents, path, Sheet.of(source, tree.unit_name(path)))
        if isinstance(found, str):
            tree.sources.pop(path, None)
            tree.account(path, Fate.SKIPPED, found)
            if found == NO_INPUT:
                not_mine.add(path)
        else:
            for node in found:
                documents.graph.add(node)
    return not_mine


def _reader(path: Path) -> Reader:
    if path.suffix in (".yaml", ".yml"):
        return _prometheus
    if path.suffix == ".json":
        return _json
    return _properties if path.suffix == ".properties" else _output


def _output(documents: Documents, path: Path, sheet: Sheet) -> list[Node] | str:
    from mskguard.adapters.kafka_files.outputs import acls, topics

    printed = sheet._replace(observed=True)
    found = [*topics(printed), *acls(printed)]
    if found:
        return found
    if sheet.source.text.lstrip()[:1] in ("{", "["):
        return _json(documents, path, sheet)
    if "scrape_configs" in sheet.source.text:
        return _prometheus(documents, path, sheet)
    return _properties(documents, path, sheet)


def _properties(documents: Documents, _: Path, sheet: Sheet) -> list[Node] | str:
    from mskguard.adapters.kafka_files import properties_files as files
    from mskguard.adapters.kafka_files.connectors import connector
    from mskguard.adapters.kafka_files.places import mapping_of
    from mskguard.adapters.kafka_properties import TOO_MANY

    properties = files.properties_of_file(sheet)
    if isinstance(properties, Unknown) and properties.why == TOO_MANY:
        return TOO_MANY
    purpose = files.purpose_of(properties, documents.facts)
    if purpose is files.Purpose.BROKERS:
        return [files.configuration(sheet, properties)]
    if purpose is files.Purpose.WORKERS:
        return [files.worker_configuration(sheet, properties)]
    if purpose is files.Purpose.DYNAMIC:
        return [files.dynamic_configuration(sheet, properties)]
    if purpose is files.Purpose.CONNECTOR:
        configuration = mapping_of(properties)
        return [connector(sheet, None, configuration, sheet.source.line_span(1))]
    return str(purpose.value)


def _json(_: Documents, __: Path, sheet: Sheet) -> list[Node] | str:
    from mskguard.adapters.kafka_files.json_files import nodes_in
    from mskguard.syntax.json import parse

    document = parse(sheet.source)
    if document.root is None:
        return NO_INPUT
    return list(nodes_in(sheet, document.root)) or NO_INPUT


def _prometheus(documents: Documents, path: Path, sheet: Sheet) -> list[Node] | str:
    from mskguard.adapters.kafka_files.prometheus import parse_beside, scrapes

    def open_beside(name: str) -> Json | None:
        beside = path.parent / name
        read = documents.tree.read(beside) if beside.is_file() else None
        return parse_beside(read) if read is not None else None

    root = parse_beside(sheet.source)
    if root is None:
        return NO_INPUT
    return list(scrapes(sheet, root, open_beside)) or NO_INPUT
