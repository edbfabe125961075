"""The hook, with the real pre-commit in a real repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]


def hook() -> dict:
    (found,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return found


class Repository:
    """A repository of data whose commits the hook watches."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.folder.mkdir()
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
        names = {
            f"GIT_{who}_{what}": "someone@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        clean = {
            key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))
        }
        self.env = clean | nobody | names | {"PRE_COMMIT_HOME": str(folder / "cache")}
        self.call("git", "init", "--quiet")
        # The published hook installs the package; here it runs the one under test.
        entry = hook()["entry"].replace("icos-ingest", f"{sys.executable} -m icos_ingest")
        local = hook() | {"language": "system", "entry": entry}
        config = {"repos": [{"repo": "local", "hooks": [local]}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        assert self.call(*PRE_COMMIT, "install").returncode == 0

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False, timeout=120
        )

    def commit(self, name: str, content: bytes) -> subprocess.CompletedProcess[str]:
        (self.folder / name).write_bytes(content)
        self.call("git", "add", name)
        return self.call("git", "commit", "--message", f"Add {name}")


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path)


def test_pre_commit_takes_the_manifest():
    done = subprocess.run([*PRE_COMMIT, "validate-manifest", str(MANIFEST)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_faulty_file_stops_the_commit_with_a_message_that_helps(repository):
    good = b"".join(b"2019-06-07T%02d:00:00Z,%d.5\n" % (hour, 400 + hour) for hour in range(24))
    done = repository.commit("good.csv", b"TIMESTAMP,co2\n" + good)
    assert done.returncode == 0, done.stdout + done.stderr
    done = repository.commit("cut_off.csv", b"")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "FAIL  cut_off.csv" in said
    assert "Do first" in said
    assert "empty" in said
    assert repository.call("git", "log", "--format=%s").stdout == "Add good.csv\n"


@pytest.mark.parametrize(
    "name", ["a.csv", "b/C.CSV", "x.nc", "y.tif", "z.h5", "flux.dat", "n.ipynb", "SAC.CO2"]
)
def test_data_are_looked_at(name):
    assert re.search(hook()["files"], name)
    assert not re.search(hook()["exclude"], name)


@pytest.mark.parametrize("name", ["README.txt", "sub/requirements-dev.txt", "LICENSE.txt", "tool.py", "a.md"])
def test_what_is_no_data_is_left_alone(name):
    assert not re.search(hook()["files"], name) or re.search(hook()["exclude"], name)
