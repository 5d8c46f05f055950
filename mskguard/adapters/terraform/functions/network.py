"""Functions on IP address ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mskguard.adapters.terraform.functions.elements import bounded
from mskguard.adapters.terraform.functions.parameters import (
    INDEX,
    TEXT,
    WHOLE,
    Beyond,
    takes,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.values import Any_, known
from mskguard.source import Span
from mskguard.value import Known

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

    Network = IPv4Network | IPv6Network

_OCTET = re.compile(r"(?<![0-9a-fA-F:.])0+(?=[0-9]+\.)|(?<=\.)0+(?=[0-9])", re.ASCII)
_LENGTH = re.compile(r"[0-9]{1,3}", re.ASCII)


def _network(prefix: Known[str]) -> Network:
    """The range, without the bits that an address in it may have set."""
    from ipaddress import ip_network

    address, slash, length = prefix.it.partition("/")
    if not slash or _LENGTH.fullmatch(length) is None or "%" in address:
        raise Refused("a CIDR prefix is expected")
    try:
        network = ip_network((_OCTET.sub("", address), int(length)), strict=False)
    except ValueError:
        raise Refused("a CIDR prefix is expected") from None
    if network.version == 6 and network.network_address.ipv4_mapped is not None:
        raise Beyond("its range maps IPv4 addresses")
    return network


def _subnet(network: Network, length: int, number: int) -> Any:
    """The text of the range of this length that starts after `number` others."""
    from ipaddress import ip_network

    start = int(network.network_address) + (number << (network.max_prefixlen - length))
    address = type(network.network_address)(start)
    return str(ip_network((address, length)))


@takes("cidrsubnet", TEXT, INDEX, WHOLE)
def _cidrsubnet(prefix: Known[str], bits: Known[int], number: Known[int]) -> Any:
    network = _network(prefix)
    length = network.prefixlen + bits.it
    if bits.it < 0 or number.it < 0:
        raise Beyond("a number is negative")
    if length > network.max_prefixlen:
        raise Refused("there are not enough bits for this prefix")
    if number.it >= 1 << bits.it:
        raise Refused("there are not so many subnets")
    return _subnet(network, length, number.it)


@takes_at("cidrsubnets", TEXT, rest=INDEX)
def _cidrsubnets(prefix: Known[str], *bits: Known[int], span: Span) -> Any:
    network = _network(prefix)
    bounded(len(bits))
    subnets: list[Any_] = []
    at = int(network.network_address)
    end = at + network.num_addresses
    if bits and not at:
        raise Refused("there is no room before the range, where Terraform starts from")
    for one in bits:
        length = network.prefixlen + one.it
        if not 1 <= one.it <= 32 or length > network.max_prefixlen:
            raise Refused("a prefix cannot be extended by so many bits")
        size = 1 << (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > end:
            raise Refused("there is not enough room for so many subnets")
        offset = (at - int(network.network_address)) // size
        subnets.append(known(_subnet(network, length, offset), span, [prefix]))
        at += size
    return tuple(subnets)


@takes("cidrhost", TEXT, WHOLE)
def _cidrhost(prefix: Known[str], number: Known[int]) -> Any:
    network = _network(prefix)
    count = network.num_addresses
    at = number.it if number.it >= 0 else number.it + count
    if not 0 <= at < count:
        raise Refused("there are not so many hosts")
    return str(type(network.network_address)(int(network.network_address) + at))


@takes("cidrnetmask", TEXT)
def _cidrnetmask(prefix: Known[str]) -> Any:
    network = _network(prefix)
    if network.version != 4:
        raise Refused("only IPv4 ranges have a netmask")
    return str(network.netmask)
