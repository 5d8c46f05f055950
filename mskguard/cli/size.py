"""`mskguard size`: the load that each cluster's brokers sustain, and the smallest that would do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import (
    configuration_options,
    configured,
    paths_argument,
    templates_options,
    variables_options,
)

if TYPE_CHECKING:
    from mskguard.survey.sizes import ClusterSize


@click.command("size", short_help="Hold the declared workload against the brokers.")
@paths_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@variables_options
@templates_options
@configuration_options
def command(paths: tuple[Path, ...], form: str, **given: Any) -> int:
    """Show for each cluster at PATH what its brokers sustain of the declared workload.

    The workload is the table [workload] of the configuration: ingress in MB/s, egress in MB/s or
    fan-out, retention-hours, replication, partitions and growth in percent. The table
    [workload.clusters.NAME] says it for one cluster. Each figure comes with its formula and the
    source of its numbers.
    """
    from mskguard.cli.output import to_stdout

    sizes = _sizes(paths or (Path(),), given)
    to_stdout(partial(_write_json if form == "json" else _write_text, sizes))
    return 0


def _sizes(paths: tuple[Path, ...], given: dict[str, Any]) -> list[ClusterSize]:
    from mskguard.cli.sight import read
    from mskguard.config import combine
    from mskguard.survey.sizes import cluster_sizes

    layers = configured(paths, given["config"], given["no_config"])
    workloads = combine(layers, paths).workloads
    if workloads.common is None and not workloads.by_name:
        raise CannotRun("no workload is declared: the configuration has no [workload] with ingress")
    loaded, facts = read(paths, given)
    return list(cluster_sizes(loaded.graph, workloads, facts))


def _write_text(sizes: list[ClusterSize], out: TextIO) -> None:
    from mskguard.report.size_text import size_lines

    for line in size_lines(sizes):
        out.write(f"{line}\n")


def _write_json(sizes: list[ClusterSize], out: TextIO) -> None:
    import json

    from mskguard.report.size_text import size_json

    json.dump(size_json(sizes), out, indent=2)
    out.write("\n")
