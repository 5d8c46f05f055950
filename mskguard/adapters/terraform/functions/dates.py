"""Functions on timestamps, which are texts as RFC 3339 has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from mskguard.adapters.terraform.functions.parameters import TEXT, Beyond, takes
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.record import record
from mskguard.value import Known

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:([.,])(\d+))?(?:Z|([+-])(\d\d):(\d\d))",
    re.ASCII,
)
_DURATION = re.compile(r"(?:(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h))", re.ASCII)
_NANOSECONDS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_TOKEN = re.compile(r"''|'(?:[^']|'')+'|(?P<verb>[A-Za-z])(?P=verb)*|[^A-Za-z']+|'", re.ASCII)
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


@record(frozen=True, slots=True)
class _Moment:
    """A time to the second, with its offset, and the nanoseconds in that second."""

    second: datetime
    nanosecond: int

    def shown(self) -> str:
        return self.second.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + _offset(self, "Z", ":")


def _moment(text: Known[str]) -> _Moment:
    match = _TIMESTAMP.fullmatch(text.it)
    if match is None:
        raise Refused("a timestamp as RFC 3339 has it is expected")
    if len(match[4]) == 1 or match[7] == "," or match[1] == "0000":
        raise Beyond("its timestamp is written in a special way")
    hours, minutes = int(match[10] or 0), int(match[11] or 0)
    if hours > 23 or minutes > 59:
        raise Refused("a timestamp as RFC 3339 has it is expected")
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[9] == "-" else 1)
    zone = timezone(offset) if offset else UTC
    try:
        second = datetime(*(int(match[part]) for part in range(1, 7)), tzinfo=zone)  # type: ignore[arg-type,misc]
    except ValueError:
        raise Refused("a timestamp as RFC 3339 has it is expected") from None
    return _Moment(second, int((match[8] or "0")[:9].ljust(9, "0")))


def _offset(moment: _Moment, utc: str, colon: str) -> str:
    seconds = int((moment.second.utcoffset() or timedelta()).total_seconds())
    if not seconds and utc:
        return utc
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{colon}{minutes:02d}"


@takes("timeadd", TEXT, TEXT)
def _timeadd(timestamp: Known[str], duration: Known[str]) -> Any:
    moment = _moment(timestamp)
    total = moment.nanosecond + _duration(duration.it)
    try:
        return _Moment(moment.second + timedelta(seconds=total // 10**9), 0).shown()
    except OverflowError:
        raise Beyond("the year is beyond 9999") from None


def _duration(text: str) -> int:
    """Nanoseconds, as Go's `time.ParseDuration` reads them."""
    rest = text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0
    total = at = 0
    while at < len(rest):
        match = _DURATION.match(rest, at)
        if match is None or not (match[1] or match[2]):
            raise Refused("a duration such as 1h30m is expected")
        unit = _NANOSECONDS[match[3]]
        part = match[2] or ""
        total += int(match[1] or 0) * unit
        total += int(part or 0) * unit // 10 ** len(part)
        at = match.end()
    if not rest or total >= 2**63:
        raise Refused("a duration such as 1h30m is expected")
    return -total if text.startswith("-") else total


@takes("timecmp", TEXT, TEXT)
def _timecmp(one: Known[str], other: Known[str]) -> Any:
    first, second = _moment(one), _moment(other)
    a, b = (first.second, first.nanosecond), (second.second, second.nanosecond)
    return (a > b) - (a < b)


@takes("formatdate", TEXT, TEXT)
def _formatdate(form: Known[str], timestamp: Known[str]) -> Any:
    moment = _moment(timestamp)
    return "".join(_token(match, moment) for match in _TOKEN.finditer(form.it))


def _token(match: re.Match[str], moment: _Moment) -> str:
    token = match[0]
    if token == "''":
        return "'"
    if token == "'":
        raise Refused("the format has a quote that is not closed")
    if token.startswith("'"):
        return token[1:-1].replace("''", "'")
    if match["verb"] is None:
        return token
    found = _verb(token, moment)
    if found is None:
        raise Refused("the format has letters that stand for nothing")
    return found


def _verb(token: str, moment: _Moment) -> str | None:
    """What a run of one letter stands for."""
    time = moment.second
    month, day = _MONTHS.split()[time.month - 1], _DAYS.split()[time.weekday()]
    half = "AM" if time.hour < 12 else "PM"
    plain = {
        "YY": f"{time.year % 100:02d}",
        "YYYY": f"{time.year:04d}",
        "MMM": month[:3],
        "MMMM": month,
        "EEE": day[:3],
        "EEEE": day,
        "AA": half,
        "aa": half.lower(),
        "Z": _offset(moment, "Z", ":"),
        "ZZZ": _offset(moment, "UTC", ""),
        "ZZZZ": _offset(moment, "", ""),
        "ZZZZZ": _offset(moment, "", ":"),
    }
    if token in plain:
        return plain[token]
    numbers = {
        "M": time.month,
        "D": time.day,
        "h": time.hour,
        "H": time.hour % 12 or 12,
        "m": time.minute,
        "s": time.second,
    }
    number = numbers.get(token[0])
    return f"{number:0{len(token)}d}" if number is not None and len(token) <= 2 else None
