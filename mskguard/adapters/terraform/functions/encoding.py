"""Functions that encode and decode texts, and their hashes."""

from __future__ import annotations

import re
from typing import Any

from mskguard.adapters.terraform.functions.parameters import TEXT, Beyond, takes
from mskguard.adapters.terraform.functions.table import Refused, raw
from mskguard.adapters.terraform.values import Any_, unknown, unknown_among
from mskguard.source import Span
from mskguard.value import Known

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)


def _bytes(text: Known[str]) -> bytes:
    return text.it.encode("utf-8", "replace")


def _base64(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode("ascii")


def _from_base64(text: str) -> bytes:
    """The bytes, as strictly read as Go does it."""
    import base64

    joined = text.replace("\r", "").replace("\n", "")
    if len(joined) % 4 or _BASE64.fullmatch(joined) is None:
        raise Refused("the text is not valid Base64")
    return base64.b64decode(joined)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(f"the bytes are not valid {encoding}") from None


@takes("base64encode", TEXT)
def _base64encode(text: Known[str]) -> Any:
    return _base64(_bytes(text))


@takes("base64decode", TEXT)
def _base64decode(text: Known[str]) -> Any:
    return _decoded(_from_base64(text.it), "UTF-8")


_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16LE",
    "utf-16be": "UTF-16BE",
    "iso-8859-1": "ISO-8859-1",
    "iso_8859-1": "ISO-8859-1",
    "latin1": "ISO-8859-1",
    "windows-1252": "windows-1252",
    "shift_jis": "Shift_JIS",
}


def _encoding(name: Known[str]) -> str:
    found = _ENCODINGS.get(name.it.lower())
    if found is None:
        raise Beyond("this encoding is not known to mskguard")
    return found


@takes("textencodebase64", TEXT, TEXT)
def _textencodebase64(text: Known[str], encoding: Known[str]) -> Any:
    try:
        return _base64(text.it.encode(_encoding(encoding)))
    except UnicodeEncodeError:
        raise Refused("the text has characters that the encoding lacks") from None


@takes("textdecodebase64", TEXT, TEXT)
def _textdecodebase64(text: Known[str], encoding: Known[str]) -> Any:
    return _decoded(_from_base64(text.it), _encoding(encoding))


@takes("urlencode", TEXT)
def _urlencode(text: Known[str]) -> Any:
    from urllib.parse import quote_plus

    return quote_plus(_bytes(text), safe="-_.~")


@raw("base64gzip")
def _base64gzip(arguments: list[Any_], span: Span) -> Any_:
    why = "function base64gzip: its bytes depend on Terraform's compressor"
    return unknown_among(arguments) or unknown(span, why)


@raw("rsadecrypt")
def _rsadecrypt(arguments: list[Any_], span: Span) -> Any_:
    why = "function rsadecrypt: mskguard decrypts nothing"
    return unknown_among(arguments) or unknown(span, why)


def _hash(name: str, algorithm: str, *, in_base64: bool = False) -> None:
    def function(text: Known[str]) -> Any:
        import hashlib

        found = hashlib.new(algorithm, _bytes(text), usedforsecurity=False)
        return _base64(found.digest()) if in_base64 else found.hexdigest()

    takes(name, TEXT)(function)


_hash("md5", "md5")
_hash("sha1", "sha1")
_hash("sha256", "sha256")
_hash("sha512", "sha512")
_hash("base64sha256", "sha256", in_base64=True)
_hash("base64sha512", "sha512", in_base64=True)


@takes("uuidv5", TEXT, TEXT)
def _uuidv5(namespace: Known[str], name: Known[str]) -> Any:
    import uuid

    named = {
        "dns": uuid.NAMESPACE_DNS,
        "url": uuid.NAMESPACE_URL,
        "oid": uuid.NAMESPACE_OID,
        "x500": uuid.NAMESPACE_X500,
    }
    space = named.get(namespace.it)
    if space is None:
        if _UUID.fullmatch(namespace.it) is None:
            raise Beyond("its namespace is no plain UUID")
        space = uuid.UUID(namespace.it)
    return str(uuid.uuid5(space, name.it))
