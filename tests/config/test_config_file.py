"""One configuration file: where it is found, what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.config import BadConfig, project_file, read, user_file
from mskguard.config.positions import key_lines, line_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, and an empty home beside it."""
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return root


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def wrong(text: str, name: str = "mskguard.toml", *, users_own: bool = False) -> str:
    with pytest.raises(BadConfig) as error:
        read(write(Path(name), text), users_own=users_own)
    return str(error.value)


def test_the_nearest_file_upwards_is_found(here: Path) -> None:
    outer = write(here / "mskguard.toml", "")
    inner = write(here / "infra" / "mskguard.toml", "")
    main = write(here / "infra" / "prod" / "main.tf", "")
    assert project_file(main) == inner
    assert project_file(main.parent) == inner
    inner.unlink()
    assert project_file(main) == outer


def test_a_pyproject_without_the_table_is_passed_over(here: Path) -> None:
    write(here / "infra" / "pyproject.toml", '[project]\ndependencies = ["mskguard"]\n')
    outer = write(here / "pyproject.toml", "[tool.mskguard]\n")
    assert project_file(here / "infra") == outer
    own = write(here / "mskguard.toml", "")
    assert project_file(here / "infra") == own


def test_the_search_ends_where_the_repository_does(here: Path) -> None:
    write(here.parent / "mskguard.toml", "")
    assert project_file(here) is None


def test_the_users_own_file_is_not_the_projects(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    path = write(tmp_path / "settings" / "mskguard" / "mskguard.toml", "")
    (path.parent / ".git").mkdir()
    assert user_file() == path
    assert project_file(path.parent) is None
    monkeypatch.setenv("XDG_CONFIG_HOME", "settings")
    assert user_file() is None
    path = write(tmp_path / "home" / ".config" / "mskguard" / "mskguard.toml", "")
    assert user_file() == path
    assert project_file(here) is None


def test_everything_is_read(here: Path) -> None:
    text = """\
select = ["encryption"]
ignore = ["plaintext-listener"]
fail-on = "low"
exclude = ["examples/**"]

[severity]
auth-without-tls = "medium"

[variables]
name = "events"
brokers = 3
share = 0.5
public = false
"""
    layer = read(write(here / "mskguard.toml", text))
    assert [one.name for one in layer.select or ()] == ["encryption"]
    assert [one.where for one in layer.ignore] == ['mskguard.toml:2: key "ignore"']
    assert layer.fail_on == "low"
    assert layer.exclude == ("examples/**",)
    assert layer.base == here
    [(name, level)] = layer.severity
    assert (name.name, level.word) == ("auth-without-tls", "medium")
    assert name.where == 'mskguard.toml:7: key "severity.auth-without-tls"'
    assert layer.variables == {"name": "events", "brokers": "3", "share": "0.5", "public": "false"}


def test_variables_become_terraform_expressions(here: Path) -> None:
    text = (
        "[variables]\n"
        'zones = ["a", "b\\"${c}"]\n'
        'tags = { Name = "x\\ny", "a b" = 1, deep = [true, []] }\n'
    )
    layer = read(write(here / "mskguard.toml", text))
    assert layer.variables == {
        "zones": '["a", "b\\"$${c}"]',
        "tags": '{"Name" = "x\\u000ay", "a b" = 1, "deep" = [true, []]}',
    }


def test_rules_are_named_only_in_the_users_own(here: Path) -> None:
    assert wrong('ignore = []\nrules = ["own"]\n') == (
        'mskguard.toml:2: key "rules": a scanned tree cannot name rules, for they are code: '
        "use --rules DIR or your own configuration"
    )
    (here / "own").mkdir()
    layer = read(write(here / "mskguard.toml", 'rules = ["own"]\n'), users_own=True)
    assert layer.rules == (here / "own",)
    assert wrong('rules = ["gone"]\n', users_own=True) == (
        f'mskguard.toml:1: key "rules": there is no directory "{here / "gone"}"'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '\nselct = ["encryption"]\n',
            'mskguard.toml:2: key "selct": there is no such key, did you mean "select"?',
        ),
        ("xyzzy = 1\n", 'mskguard.toml:1: key "xyzzy": there is no such key'),
        (
            'fail_on = "low"\n',
            'mskguard.toml:1: key "fail_on": there is no such key, did you mean "fail-on"?',
        ),
        (
            'fail-on = "hihg"\n',
            'mskguard.toml:1: key "fail-on": "hihg" is none of high, medium, low, never, '
            'did you mean "high"?',
        ),
        (
            '# first\n[severity]\na = "low"\nb = "grave"\n',
            'mskguard.toml:4: key "severity.b": "grave" is none of high, medium, low',
        ),
        (
            'select = "encryption"\n',
            'mskguard.toml:1: key "select": a list is expected, as in ["one", "other"]',
        ),
        (
            'ignore = ["a", 3]\n',
            'mskguard.toml:1: key "ignore": item 2: a text in quotes is expected',
        ),
        ("severity = 3\n", 'mskguard.toml:1: key "severity": a table is expected'),
        (
            "[variables]\nday = 2026-11-21\n",
            'mskguard.toml:2: key "variables.day": Terraform has no dates and times: '
            "write it as a text in quotes",
        ),
        (
            '[variables]\n"a b" = 1\n',
            'mskguard.toml:2: key "variables.a b": a Terraform variable cannot have this name',
        ),
        (
            "a = 1\nfail-on = 2\nselct = 3\n",
            'mskguard.toml:1: key "a": there is no such key\n'
            'mskguard.toml:2: key "fail-on": "2" is none of high, medium, low, never\n'
            'mskguard.toml:3: key "selct": there is no such key, did you mean "select"?',
        ),
        ("select = [\n", "mskguard.toml:2: invalid value, at the end of the file"),
        ("a = 1\nb = = 2\n", "mskguard.toml:2:5: invalid value"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str) -> None:
    assert wrong(text) == said


def test_a_pyproject_is_read_from_its_table() -> None:
    text = '[project]\nname = "x"\n\n[tool.mskguard]\nfail-on = "grave"\n'
    assert wrong(text, "pyproject.toml") == (
        'pyproject.toml:5: key "fail-on": "grave" is none of high, medium, low, never'
    )
    assert wrong("[tool.ruff]\n", "pyproject.toml") == (
        "pyproject.toml: has no table [tool.mskguard]"
    )
    assert wrong("[tool]\nmskguard = 3\n", "pyproject.toml") == (
        "pyproject.toml:2: a table is expected"
    )
    layer = read(write(Path("pyproject.toml"), '[tool.mskguard]\nfail-on = "low"\n'))
    assert layer.fail_on == "low"


def test_a_file_that_is_no_text_is_told(here: Path) -> None:
    (here / "mskguard.toml").write_bytes(b"select = [\xff]\n")
    with pytest.raises(BadConfig, match=r"^mskguard\.toml: is not UTF-8 text$"):
        read(here / "mskguard.toml")
    with pytest.raises(BadConfig, match=r"^mskguard\.toml: cannot be read: Is a directory$"):
        (here / "mskguard.toml").unlink()
        (here / "mskguard.toml").mkdir()
        read(here / "mskguard.toml")


def test_lines_are_those_of_keys_and_not_of_what_looks_like_one() -> None:
    text = '''\
# select = 1
select = [
  "a = 1", # ] b = 2
  """
[severity]
c = 3""",
]
"quoted key".'x' = { d = 4 }
text = """
fail-on = 5
e\\""" = """
[ severity . "a-b" ]
f = 6
g = 7.5'''
    lines = key_lines(text)
    assert lines == {
        ("select",): 2,
        ("quoted key", "x"): 8,
        ("text",): 9,
        ("severity", "a-b"): 12,
        ("severity", "a-b", "f"): 13,
        ("severity", "a-b", "g"): 14,
    }
    assert line_of(("quoted key", "x", "d"), lines) == 8
    assert line_of(("nowhere",), lines) == 1
