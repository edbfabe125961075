"""`icos-ingest.toml` is found upwards, checked, and its globs are those of ruff."""

from __future__ import annotations

from pathlib import Path

import pytest

from icos_ingest import settings
from icos_ingest.errors import SettingsError

OPTIONS = frozenset({"select", "ignore", "fail-on", "spec"})


def test_the_nearest_file_upwards_holds(tmp_path):
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    (tmp_path / settings.NAME).touch()
    (tmp_path / "a" / "b" / settings.NAME).touch()
    assert settings.find(inner) == tmp_path / "a" / "b" / settings.NAME
    assert settings.find(tmp_path / "a") == tmp_path / settings.NAME


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", r"there is no setting 'selct'.*did you mean select or spec\?"),
        ("[tool.icos]\nselect = []", "there is no setting 'tool'"),
        ("select = [", "no TOML"),
        ("select = 1\nselect = 2", "no TOML"),
        ("x = " + "9" * 5000, "no TOML"),
        ("a = " + "[" * 100_000, "no TOML"),
        ("per-file-ignores = ['V201']", "per-file-ignores is not understood"),
        ("[per-file-ignores]\n'*.csv' = 201", "per-file-ignores is not understood"),
        ("[per-file-ignores]\n'*.csv' = [201]", "per-file-ignores is not understood"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(tmp_path, text, said):
    path = tmp_path / settings.NAME
    path.write_text(text)
    with pytest.raises(SettingsError, match=f"(?s){settings.NAME}: .*{said}"):
        settings.load(path, OPTIONS)


def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.load(tmp_path / "none.toml", OPTIONS)
    (tmp_path / "latin.toml").write_bytes(b"spec = '\xe9'")
    with pytest.raises(SettingsError, match="no TOML"):
        settings.load(tmp_path / "latin.toml", OPTIONS)
    (tmp_path / "large.toml").write_bytes(b"#" * (settings.MAX_BYTES + 1))
    with pytest.raises(SettingsError, match="too large"):
        settings.load(tmp_path / "large.toml", OPTIONS)


@pytest.mark.parametrize(
    ("pattern", "file", "matches"),
    [
        ("*.csv", "deep/below/x.csv", True),
        ("x.csv", "deep/x.csv", True),
        ("deep/*", "deep/below/x.csv", True),
        ("deep/**/x.csv", "deep/below/x.csv", True),
        ("below/*", "deep/below/x.csv", False),
        ("X.csv", "x.csv", False),
        ("[", "x.csv", False),
    ],
)
def test_globs_are_of_the_name_and_of_the_path_below_the_settings(tmp_path, pattern, file, matches):
    path = tmp_path / settings.NAME
    path.write_text(f"[per-file-ignores]\n{pattern!r} = ['V201', 'T']\n")
    found = settings.load(path, OPTIONS)
    assert found.ignored(tmp_path / file) == (("V201", "T") if matches else ())


def test_a_path_is_taken_as_the_user_stands(tmp_path, monkeypatch):
    path = tmp_path / settings.NAME
    path.write_text("[per-file-ignores]\n'a/x.csv' = 'T'\n")
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert settings.load(path, OPTIONS).ignored(Path("x.csv")) == ("T",)
