"""Reads one configuration file; what is wrong is told with file, line and nearest key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mskguard.config.find import SHARED_NAME
from mskguard.config.layers import BadConfig, Layer, Mention, level
from mskguard.model.workload import Workload, Workloads
from mskguard.source import read_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_RULES_REFUSED = (
    "a scanned tree cannot name rules, for they are code: use --rules DIR or your own configuration"
)
_TOO_DEEP = "its values are nested too deeply"
_MOST_NESTED = 100


class ConfigText:
    """A configuration file's text and the place of each of its keys."""

    def __init__(self, path: Path, shown: str) -> None:
        """Raises `BadConfig` where the file cannot be read or is no TOML."""
        import tomllib

        from mskguard.config.positions import key_lines

        self.shown = shown
        try:
            text = read_file(path).decode("utf-8-sig")
            data: Any = tomllib.loads(text)
        except OSError as error:
            raise BadConfig(f"{shown}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise BadConfig(f"{shown}: is not UTF-8 text") from error
        except tomllib.TOMLDecodeError as error:
            raise BadConfig(_syntax_error(shown, text, str(error))) from error
        except ValueError as error:
            line = text.count("\n", 0, _long_number(text)) + 1
            raise BadConfig(f"{shown}:{line}: a number here has too many digits") from error
        if _is_deep(data):
            raise BadConfig(f"{shown}: {_TOO_DEEP}")
        self._lines = key_lines(text)
        self._prefix = ("tool", "mskguard") if path.name == SHARED_NAME else ()
        for part in self._prefix:
            data = data.get(part) if isinstance(data, dict) else None
        if data is None:
            raise BadConfig(f"{shown}: has no table [tool.mskguard]")
        self.table: Any = data

    def line(self, key: Iterable[str]) -> int:
        from mskguard.config.positions import line_of

        return line_of((*self._prefix, *key), self._lines)

    def place(self, *key: str) -> str:
        """`mskguard.toml:3: key "select"`"""
        return f"{self.shown}:{self.line(key)}" + (f': key "{".".join(key)}"' if key else "")


def read(path: Path, *, users_own: bool = False) -> Layer:
    """The layer that a file says. Only the user's own may name directories of rules.

    Raises `BadConfig`.
    """
    try:
        return _read(path, users_own)
    except RecursionError:
        raise BadConfig(f"{_shown(path)}: {_TOO_DEEP}") from None


def _read(path: Path, users_own: bool) -> Layer:
    text = ConfigText(path, _shown(path))
    table = _validated(text, users_own)
    base = path.resolve().parent
    select, fail_on = table.get("select"), table.get("fail-on")
    return Layer(
        select=None if select is None else _mentions(text, "select", select),
        ignore=_mentions(text, "ignore", table["ignore"]),
        severity=tuple(
            (Mention(name, text.place("severity", name), of_rule=True), grade)
            for name, word in table["severity"].items()
            if (grade := level(word)) is not None
        ),
        fail_on=fail_on,
        exclude=tuple(table["exclude"]),
        variables={name: _given(text, name, it) for name, it in table["variables"].items()},
        parameters={name: _as_parameter(it) for name, it in table["parameters"].items()},
        region=table.get("region"),
        account=table.get("account"),
        rules=tuple(_directory(text, base, name) for name in table.get("rules", ())),
        profile=_profile(text, table["profile"]),
        settings=tuple(
            (Mention(rule, text.place("settings", rule), of_rule=True), own)
            for rule, own in table["settings"].items()
        ),
        workloads=_workloads(table["workload"]),
        base=None if users_own else base,
    )


def _workloads(table: dict[str, Any]) -> Workloads | None:
    """The declared load; None where the file declares none."""
    named = {name: _workload(one) for name, one in table["clusters"].items()}
    common = _workload(table) if table["ingress"] is not None else None
    return Workloads(common, named) if common or named else None


def _workload(table: dict[str, Any]) -> Workload:
    """The egress is once the ingress where neither it nor a fan-out is declared."""
    fan_out = 1.0 if table["fan-out"] is None else table["fan-out"]
    egress = table["ingress"] * fan_out if table["egress"] is None else table["egress"]
    return Workload(
        ingress=float(table["ingress"]),
        egress=float(egress),
        retention_hours=table["retention-hours"],
        replication=table["replication"],
        partitions=table["partitions"],
        growth=table["growth"],
    )


def _shown(path: Path) -> str:
    """Relative to the working directory where it lies below."""
    absolute, here = path.resolve(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def _validated(text: ConfigText, users_own: bool) -> dict[str, Any]:
    from pydantic import ValidationError

    from mskguard.config.model import ProjectTable, UserTable

    model = UserTable if users_own else ProjectTable
    try:
        return model.model_validate(text.table).model_dump(by_alias=True)
    except ValidationError as error:
        keys = [name.replace("_", "-") for name in model.model_fields]
        wrong = sorted(
            ((text.line(_key(one)), _sentence(text, one, keys)) for one in error.errors()),
        )
        raise BadConfig("\n".join(dict.fromkeys(sentence for _, sentence in wrong))) from error


def _key(error: ErrorDetails) -> tuple[str, ...]:
    return tuple(part for part in error["loc"] if isinstance(part, str) and part != "[key]")


def _sentence(text: ConfigText, error: ErrorDetails, keys: list[str]) -> str:
    item = next((f"item {part + 1}: " for part in error["loc"] if isinstance(part, int)), "")
    return f"{text.place(*_key(error))}: {item}{_what(error, keys)}"


def _what(error: ErrorDetails, keys: list[str]) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden" if error["loc"] == ("rules",):
            return _RULES_REFUSED
        case "extra_forbidden":
            return f"there is no such key{did_you_mean(str(error['loc'][-1]), keys)}"
        case "literal_error":
            words = re.findall(r"'(\w[\w-]*)'", str(context["expected"]))
            said = str(error["input"])
            hint = did_you_mean(said, words)
            return f'"{said}" is none of {", ".join(words)}{hint}'
        case "list_type":
            return 'a list is expected, as in ["one", "other"]'
        case "string_type":
            return "a text in quotes is expected"
        case "dict_type" | "model_type":
            return "a table is expected"
    return error["msg"]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`, did you mean "select"?`, or nothing where no known name is near."""
    from difflib import get_close_matches

    return "".join(f', did you mean "{one}"?' for one in get_close_matches(name, known, 1))


def _mentions(text: ConfigText, key: str, names: list[str]) -> tuple[Mention, ...]:
    return tuple(Mention(name, text.place(key)) for name in names)


def _profile(text: ConfigText, name: str | None) -> Mention | None:
    return None if name is None else Mention(name, text.place("profile"))


def _given(text: ConfigText, name: str, value: object) -> str:
    from mskguard.config.variables import as_given

    try:
        return as_given(name, value)
    except ValueError as error:
        raise BadConfig(f"{text.place('variables', name)}: {error}") from error


def _as_parameter(value: object) -> str:
    """A value as CloudFormation takes it: a text; a list with commas."""
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _directory(text: ConfigText, base: Path, name: str) -> Path:
    path = base / Path(name).expanduser()
    if not path.is_dir():
        raise BadConfig(f'{text.place("rules")}: there is no directory "{path}"')
    return path


def _syntax_error(shown: str, text: str, message: str) -> str:
    found = re.fullmatch(r"(?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)", message)
    if found:
        return f"{shown}:{found['line']}:{found['column']}: {_small(found['what'])}"
    what = message.removesuffix(" (at end of document)")
    return f"{shown}:{text.count(chr(10)) + 1}: {_small(what)}, at the end of the file"


def _is_deep(data: object) -> bool:
    level: list[Any] = [data]
    for _ in range(_MOST_NESTED):
        inner = (it.values() if isinstance(it, dict) else it for it in level)
        level = [one for it in inner for one in it if isinstance(one, (dict, list))]
    return bool(level)


def _long_number(text: str) -> int:
    """Where the first number stands that Python does not read."""
    found = re.search(r"(?:\d_?){4301}", text)
    return found.start() if found else 0


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
