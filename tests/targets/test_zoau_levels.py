"""What the levels of zoautil_py have: stand-ins, stubs, and one that cannot be used."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import LEVELS, MINIMAL, ROOT, Run, Zoau
from tests.standins.core import World
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.targets.zoau import modules, zoau12

ZOAU = ("--target", "zoau")


def _modules(level: str) -> Iterator[tuple[str, ast.Module, ModuleType]]:
    for stub in sorted((ROOT / "typings" / "zoautil_py").glob("*.pyi")):
        name = f"zoautil_py.{stub.stem}".removesuffix(".__init__")
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        yield stub.stem, ast.parse(stub.read_text()), module


def _signature(function: ast.FunctionDef) -> str:
    return ast.unparse(function.args)


def _actual(function: object) -> str:
    source = ast.parse(textwrap.dedent(inspect.getsource(function)))  # type: ignore[arg-type]
    (statement,) = source.body
    assert isinstance(statement, ast.FunctionDef)
    return _signature(statement)


DIFFERENT = {
    "zoau13": {
        "datasets.read": "dataset_name: str, encoding: str='cp1047', lines: int=0, "
        "offset: int=0, tail: bool=False, serialize: str='record', next_record_char: str='\\n'",
        "datasets.read_as_bytes": "dataset_name: str, records: int=0, offset: int=0, "
        "tail: bool=False",
    },
    "zoau12": {
        "datasets.list_members": "pattern: str",
        "datasets.read": "dataset: str, tail: int | None=None, from_line: int | None=None",
        "datasets.write": "dataset: str, content: str, append: bool=False",
        "jobs.list_dds": "job_id: str",
        "jobs.read_output": "job_id: str, stepname: str, dataset: str",
        "mvscmd.execute_authorized": "pgm: str, pgm_args: str | None=None, "
        "dds: list[DDStatement] | None=None",
    },
}
"""Functions whose signature at an older level is not that of the stubs."""
ABSENT_AT = {
    "zoau14": {"jobs.listing"},
    "zoau13": {"jobs.listing"},
    "zoau12": {
        "datasets.read_as_bytes",
        "jobs.submit_return_job_id",
        "jobs.fetch",
        "jobs.fetch_multiple",
    },
}


@pytest.mark.parametrize("level", LEVELS)
def test_stand_ins_have_the_signatures_of_the_stubs(zoau: Zoau, level: str) -> None:
    zoau(level)
    absent = set()
    checked = 0
    for name, tree, module in _modules(level):
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            full = f"{name}.{node.name}"
            function = getattr(module, node.name, None)
            if function is None:
                absent.add(full)
                continue
            expected = DIFFERENT.get(level, {}).get(full, _signature(node))
            assert f"{full}({_actual(function)})" == f"{full}({expected})"
            checked += 1
    assert absent == ABSENT_AT[level]
    assert checked >= 8


@pytest.mark.parametrize("level", LEVELS)
def test_stand_ins_have_the_classes_of_the_stubs(zoau: Zoau, level: str) -> None:
    zoau(level)
    types = importlib.import_module(f"zoautil_py.{'types' if level == 'zoau12' else 'ztypes'}")
    tree = ast.parse((ROOT / "typings" / "zoautil_py" / "ztypes.pyi").read_text())
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name != "ZOAUResponse":
            (init,) = (item for item in node.body if isinstance(item, ast.FunctionDef))
            assert _actual(getattr(types, node.name).__init__) == _signature(init)


def test_auto_is_zoau_on_zos(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "zos")
    assert targets.connect(Choice("auto")).name == "zoau"


def _without_zoau(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "zoautil_py"]:
        monkeypatch.delitem(sys.modules, name)


def test_missing_zoautil_py_says_where_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _without_zoau(monkeypatch)
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    ran = run("init", "-c", MINIMAL, *ZOAU)
    assert ran.code == 233
    assert "Error ZWV6101E: The Python module zoautil_py is not installed" in ran.err
    assert f"-m pip install $ZOAU_HOME/zoautil_py-*-{python}-*.whl" in ran.err
    assert "--system-site-packages" in ran.err
    assert ran.err.count("Error") == 1
    wheel = tmp_path / f"zoautil_py-1.4.1.1-{python}-{python}-zos.whl"
    wheel.write_bytes(b"")
    (tmp_path / "zoautil_py-1.4.1.1-cp27-cp27-zos.whl").write_bytes(b"")
    monkeypatch.setenv("ZOAU_HOME", str(tmp_path))
    assert f"pip install {wheel};" in run("init", "-c", MINIMAL, *ZOAU, "--dry-run").err


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"__init__": "ZOAU_API_VERSION = '1.1.0'"}, "zoautil_py 1.1.0 has no module datasets"),
        (
            {"__init__": "__version__ = '1.2.0'", "datasets": "def exists(): ..."},
            "zoautil_py 1.2.0 has no datasets.list_members. zwe-vsam needs ZOAU 1.2.3 or later.",
        ),
        ({"__init__": "import no_such_native_library"}, "cannot be imported: No module"),
        ({"__init__": "raise OSError('CEE3501S libzoau')"}, "cannot be imported: CEE3501S libzoau"),
    ],
)
def test_zoautil_py_that_cannot_be_used(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    files: dict[str, str],
    reason: str,
) -> None:
    _without_zoau(monkeypatch)
    package = tmp_path / "site" / "zoautil_py"
    package.mkdir(parents=True)
    for name, text in files.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(package.parent)
    ran = run("init", "-c", MINIMAL, *ZOAU)
    _without_zoau(monkeypatch)
    assert ran.code == 233
    assert reason in ran.err
    assert "pip install" in ran.err


@pytest.mark.parametrize(
    ("file", "required"), [("api.py", modules.NEEDED), ("zoau12.py", zoau12.NEEDED)]
)
def test_all_that_is_used_is_required(file: str, required: dict[str, tuple[str, ...]]) -> None:
    """A level that lacks a function is refused at once, not in the middle of a run."""
    source = (ROOT / "zwe_vsam" / "targets" / "zoau" / file).read_text()
    used = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datasets", "jobs", "mvscmd")
    }
    needed = {f"{module}.{name}" for module, names in required.items() for name in names}
    assert used
    assert used <= needed


@pytest.mark.parametrize("level", ["zoau13", "zoau14"])
def test_stand_ins_have_the_exceptions_of_the_stubs(zoau: Zoau, level: str) -> None:
    """1.2 has the same names; what is in them is another thing."""
    zoau(level)
    exceptions = importlib.import_module("zoautil_py.exceptions")
    types = importlib.import_module("zoautil_py.ztypes")
    tree = ast.parse((ROOT / "typings" / "zoautil_py" / "exceptions.pyi").read_text())
    names = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    public = {name for name in names if not name.startswith("_")}
    assert public == set(exceptions.__all__)
    for name in public - {"DatasetWriteError"}:
        response = types.ZOAUResponse(8, "out", "err", "command", "UTF-8")
        assert getattr(exceptions, name)(response).response is response
    assert not hasattr(exceptions.DatasetWriteError("text"), "response")
