"""The first start from a bare Python: on a toy project, without any network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from prestizh.local.bootstrap import CHECKOUT, PIP
from prestizh.local.pip_source import PipSource

BARE_PYTHON = Path(sys.base_prefix) / "bin" / "python3"
WHEEL = "django-1.0-py3-none-any.whl"
MANAGEMENT = "def execute_from_command_line(argv):\n    print('Django', VERSION, 'got', argv[1:])\n"


def make_wheel(folder: Path, version: str) -> str:
    """Puts a toy Django into `folder`; returns the line of a lock that asks for it."""
    path = folder / WHEEL.replace("1.0", version)
    info = f"django-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("django/__init__.py", "")
        wheel.writestr("django/core/__init__.py", "")
        wheel.writestr("django/core/management.py", f"VERSION = '{version}'\n{MANAGEMENT}")
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: django\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return f"django=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A checkout with our first-start code, and a lock that names a toy Django 1.0."""
    found = [str(BARE_PYTHON), "-c", "import django"]
    if subprocess.run(found, capture_output=True, check=False).returncode == 0:
        pytest.skip("This Python brings a Django of its own, so nothing has to be built.")
    checkout = tmp_path / "toy"
    code = checkout / "prestizh" / "local"
    code.mkdir(parents=True)
    shutil.copy(CHECKOUT / "manage.py", checkout)
    shutil.copy(CHECKOUT / "prestizh" / "__init__.py", code.parent)
    for name in ("__init__", "bootstrap", "pip_source", "standing", "system"):
        shutil.copy(CHECKOUT / "prestizh" / "local" / f"{name}.py", code)
    wheels = checkout / "wheels"
    wheels.mkdir()
    for pip in Path(sys.prefix).glob(PIP[0]):  # where Python brings none, ours came as a wheel
        shutil.copy(pip, wheels)
    (checkout / "requirements.lock").write_text(make_wheel(wheels, "1.0"))
    return checkout


def start(toy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`python3 manage.py …` in the toy; nothing but its own folder of wheels can be reached."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(toy),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(toy / "wheels"),
        # A demo that runs on this machine is none of the toy's business.
        "PRESTIZH_DEMO_DIRECTORY": str(toy / "demo"),
    }
    return subprocess.run(
        [BARE_PYTHON, "manage.py", *arguments],
        cwd=toy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_without_uv_pip_builds_the_environment_and_the_command_is_carried_out(toy: Path) -> None:
    done = start(toy, "check", "--deploy")
    assert done.stdout == "Django 1.0 got ['check', '--deploy']\n", done.stderr
    assert "pip does it" in done.stderr


@pytest.mark.slow
def test_a_second_start_builds_nothing(toy: Path) -> None:
    start(toy, "check")
    shutil.rmtree(toy / "wheels")
    done = start(toy, "check")
    assert (done.stdout, done.stderr) == ("Django 1.0 got ['check']\n", "")


@pytest.mark.slow
def test_a_changed_lock_is_followed(toy: Path) -> None:
    start(toy, "check")
    (toy / "requirements.lock").write_text(make_wheel(toy / "wheels", "2.0"))
    assert start(toy, "check").stdout == "Django 2.0 got ['check']\n"


@pytest.mark.slow
def test_a_package_with_another_digest_is_not_installed(toy: Path) -> None:
    lock = toy / "requirements.lock"
    lock.write_text("django==1.0 --hash=sha256:" + "0" * 64 + "\n")
    done = start(toy, "check")
    assert done.returncode == 1
    assert "requirements.lock could not be installed" in done.stderr
    assert start(toy, "check").returncode == 1, "half an environment must not count as one"


@pytest.mark.slow
def test_an_environment_whose_python_went_away_is_made_anew(toy: Path) -> None:
    start(toy, "check")
    python = toy / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(toy / "gone")
    assert start(toy, "check").stdout == "Django 1.0 got ['check']\n"


def test_pip_itself_is_taken_only_with_its_digest(tmp_path: Path) -> None:
    page = tmp_path / "simple" / "pip"
    page.mkdir(parents=True)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pip-1-py3-none-any.whl").write_bytes(b"a wheel")
    (page / "index.html").write_text('<a href="../../files/pip-1-py3-none-any.whl#x">pip</a>')
    source = PipSource((tmp_path / "simple").as_uri(), (), (), None)
    digest = hashlib.sha256(b"a wheel").hexdigest()
    assert source.fetch("pip", "pip-1-py3-none-any.whl", digest) == b"a wheel"
    assert source.fetch("pip", "pip-1-py3-none-any.whl", "0" * 64) is None
    assert source.fetch("pip", "pip-2-py3-none-any.whl", digest) is None
