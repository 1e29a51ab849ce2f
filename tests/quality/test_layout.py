"""What lies where, what must not be committed, and what a wheel carries."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.quality.places import ROOT, own_files

FOLDERS = {"matchmaker", "templates", "instance", "scripts", "tests"}
FILES = {"setup.cfg", "pyproject.toml", "README.md", "LICENSE"}
FOREIGN = re.compile(r"\.(js|mjs|map|woff2?|ttf|otf|eot|min\.css|pyc|mo)$")
DRAWN = re.compile(r"\.(css|svg|png|jpe?g|gif|webp|ico)$")
NOTICE = re.compile(rb"/\*!|@license|\bcopyright\b", re.IGNORECASE)
HOMES = re.compile(r"(?<![\w.])(/home/|/Users/|[A-Z]:\\Users\\)\w+")
SERVE = """
from pathlib import Path
from alembic import command
import matchmaker
from matchmaker.app import create_app
from matchmaker.cli.migrations import configuration
assert Path(matchmaker.__file__).is_relative_to({unpacked!r}), matchmaker.__file__
app = create_app()
with app.app_context():
    command.upgrade(configuration(), "head")
browser = app.test_client()
for language in ("ar", "fr", "zh"):
    answer = browser.get(f"/{{language}}/")
    assert answer.status_code == 200, answer.text
    assert f'lang="{{language}}"' in answer.text
"""


def relative(path: Path) -> str:
    """Return where a file lies, seen from the top."""
    return path.relative_to(ROOT).as_posix()


def test_the_top_level_is_as_it_was_agreed() -> None:
    tops = {relative(path).partition("/") for path in own_files()}
    folders = {name for name, slash, _rest in tops if slash}
    assert {name for name in folders if not name.startswith(".")} == FOLDERS
    assert {name for name, slash, _rest in tops if not slash} >= FILES


def test_commands_can_be_started() -> None:
    commands = [path for path in own_files() if path.parent == ROOT / "scripts"]
    assert commands
    for path in commands:
        assert os.access(path, os.X_OK), path
        assert path.read_text(encoding="utf-8").startswith("#!"), path


def test_nothing_of_others_is_committed() -> None:
    assert [relative(path) for path in own_files() if FOREIGN.search(path.name)] == []
    drawn = [path for path in own_files() if DRAWN.search(path.name)]
    assert {path.parent for path in drawn} == {ROOT / "matchmaker" / "web" / "static"}
    assert [relative(path) for path in drawn if NOTICE.search(path.read_bytes())] == []


def machine_paths(text: str, parent: Path) -> list[str]:
    """Return the paths in a text that exist on one machine only."""
    found = [match[0] for match in HOMES.finditer(text)]
    if parent != Path(parent.anchor):
        here = rf"(?<![\w.~-]){re.escape(str(parent))}(?![\w-])"
        found += re.findall(here, text)
    return found


@pytest.mark.parametrize("text", ["cd /srv/ours", "'/srv/ours/matchmaker/x'", "see /home/ann/x"])
def test_a_path_of_a_machine_is_found(text: str) -> None:
    assert machine_paths(text, Path("/srv/ours"))
    assert not machine_paths(
        "https://example.org/srv/ours, ~/srv/ours, /srv/ourselves", Path("/srv/ours")
    )


def test_no_file_names_a_path_of_this_machine() -> None:
    found = {
        relative(path): machine_paths(path.read_text(encoding="utf-8"), ROOT.parent)
        for path in own_files()
        if path != Path(__file__)
    }
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built out of nothing but the project's own files."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in own_files():
        copy = folder / "source" / relative(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
    ]
    done = subprocess.run(
        [*build, "-w", folder, folder / "source"], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_a_wheel_carries_code_templates_data_and_catalogues(wheel: Path) -> None:
    wanted = {relative(path) for path in own_files()}
    wanted = {name for name in wanted if name.startswith("matchmaker/")} | {
        f"matchmaker/{name}" for name in wanted if name.startswith("templates/")
    }
    carried = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert sorted(wanted - carried) == []
    assert sorted(carried - wanted) == []


def test_a_wheel_serves_the_site(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked"
    ZipFile(wheel).extractall(unpacked)
    mine = {"PYTHONPATH": str(unpacked), "MATCHMAKER_INSTANCE": str(tmp_path / "instance")}
    done = subprocess.run(
        [sys.executable, "-c", SERVE.format(unpacked=str(unpacked))],
        cwd=tmp_path,
        env={**os.environ, **mine},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
