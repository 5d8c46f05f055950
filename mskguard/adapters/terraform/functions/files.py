"""Functions that read files of the scanned tree, with the source of every character."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import cast

from mskguard.adapters.terraform.evaluate import reference_text
from mskguard.adapters.terraform.files import Files
from mskguard.adapters.terraform.functions.parameters import TEXT, Beyond
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.loops import Evaluate
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.templates import LONGEST_TEXT
from mskguard.adapters.terraform.values import (
    Any_,
    failure,
    known,
    through,
    unknown,
    unknown_among,
)
from mskguard.source import SourceFile, Span
from mskguard.value import Hop, Known, Piece, Text

_MARK = "\ufeff"


def call_on_files(
    name: str, arguments: list[Any_], span: Span, scope: Scope, evaluate: Evaluate
) -> Any_:
    """A function of files applied to values that differ by no condition."""
    files = scope.names.files
    if files is None:
        return failure(span, f"function {name} cannot be called here")
    if name == "templatefile":
        from mskguard.adapters.terraform.functions.file_templates import rendered

        return rendered(arguments, span, scope, evaluate)
    missing = unknown_among(arguments)
    if missing is not None:
        return missing
    if len(arguments) != (2 if name == "fileset" else 1):
        return failure(span, f"function {name} takes another number of arguments")
    try:
        return _FUNCTIONS[name](files, span, *map(path_of, arguments))
    except Refused as why:
        return failure(span, f"function {name}: {why}")
    except Beyond as why:
        return unknown(span, f"function {name}: {why}")


def path_of(argument: Any_) -> str:
    """An argument as a path."""
    return cast("Known[str]", TEXT.fit(argument)).it


def through_call(value: Any_, span: Span) -> Any_:
    """A value that a call brought from a file."""
    return through(value, Hop(span, reference_text(span)))


def text_of(source: SourceFile) -> Text:
    """The text of a file as Terraform has it, each character at its place."""
    text = source.text
    if len(text) > LONGEST_TEXT:
        raise Beyond(f"its text is longer than {LONGEST_TEXT} characters")
    if not text.isascii():
        from unicodedata import is_normalized, normalize

        if not is_normalized("NFC", text):
            return Text((Piece(source.whole, normalize("NFC", text)),))
    return Text((Piece(source.whole, text, verbatim=True),))


def _file(files: Files, span: Span, path: str) -> Any_:
    source = files.text(path)
    text = text_of(source)
    if files.data(path).startswith(BOM_UTF8):
        text = Text((Piece(source.span(0, 0), _MARK), *text.pieces))
    return through_call(Known(text.joined, source.whole, text=text), span)


def _filebase64(files: Files, span: Span, path: str) -> Any_:
    import base64

    return known(base64.b64encode(files.data(path)).decode("ascii"), span)


def _fileexists(files: Files, span: Span, path: str) -> Any_:
    return known(files.exists(path), span)


def _fileset(files: Files, span: Span, path: str, pattern: str) -> Any_:
    from mskguard.adapters.terraform.functions.elements import set_of
    from mskguard.adapters.terraform.functions.filesets import matching

    return known(set_of([known(name, span) for name in matching(files, path, pattern)]), span)


def _hash(algorithm: str, *, in_base64: bool = False) -> Callable[..., Any_]:
    def function(files: Files, span: Span, path: str) -> Any_:
        import base64
        import hashlib

        found = hashlib.new(algorithm, files.data(path), usedforsecurity=False)
        if in_base64:
            return known(base64.b64encode(found.digest()).decode("ascii"), span)
        return known(found.hexdigest(), span)

    return function


_FUNCTIONS: dict[str, Callable[..., Any_]] = {
    "file": _file,
    "filebase64": _filebase64,
    "filebase64sha256": _hash("sha256", in_base64=True),
    "filebase64sha512": _hash("sha512", in_base64=True),
    "fileexists": _fileexists,
    "filemd5": _hash("md5"),
    "fileset": _fileset,
    "filesha1": _hash("sha1"),
    "filesha256": _hash("sha256"),
    "filesha512": _hash("sha512"),
}
