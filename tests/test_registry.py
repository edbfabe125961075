"""What is registered, and that every rule keeps the contract of rules."""

import ast
import re
import subprocess
import sys
import textwrap
from importlib import import_module
from pathlib import Path

import pytest

import icos_ingest
from icos_ingest import registry
from icos_ingest.errors import OptionError, RegistrationError
from icos_ingest.rule_kinds import (
    FAMILIES,
    SECTIONS,
    ArrayRule,
    CellRule,
    FactRule,
    FaultRule,
    FoldRule,
    Need,
)

RULES = list(registry.rules().values())
PACKAGE = Path(icos_ingest.__file__).parent
FOLDERS = {
    "F": "file",
    "H": "header",
    "C": "columns",
    "V": "cells",
    "U": "units",
    "T": "time",
    "Q": "flags",
    "P": "plausibility",
    "G": "grids",
    "I": "images",
    "N": "notebooks",
    "X": "internal",
}
ANNOUNCED = frozenset(
    {
        "ambiguous-date",
        "cell",
        "code-unparsable",
        "excel-error",
        "external-link",
        "fewer-rows",
        "filter-missing",
    }
    | {
        "image-damaged",
        "image-oversized",
        "image-truncated",
        "limit",
        "line-too-long",
        "missing-dependency",
        "more-rows",
        "no-rows",
    }
    | {"notebook-broken", "notebook-cell-id", "nrows-missing", "time-stamp"}
    | {
        "time-undecodable",
        "unknown-format",
        "unreadable",
        "unsupported",
        "value-format",
        "damaged",
        "truncated",
    }
    | {"wrapping-not-allowed", "empty", "empty-member", "unknown-member", "unexplained-fault", "rule-crashed"}
)
"""Kinds that come from an exception, a variable or the portal's fold, so that no literal shows them."""
HEAVY = (
    "pandas",
    "xarray",
    "netCDF4",
    "h5py",
    "rasterio",
    "PIL",
    "openpyxl",
    "nbformat",
    "pandera",
    "cf_units",
    "rich",
)


def _fault_kinds() -> set[str]:
    """Every kind in a `Fault("…")` of the source, and of every `ReadError`."""
    kinds = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
                values = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "kind")]
                kinds |= {v.value for v in values if isinstance(v, ast.Constant)}
            if path.name == "errors.py" and isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if (
                    isinstance(target, ast.Name)
                    and target.id == "kind"
                    and isinstance(node.value, ast.Constant)
                ):
                    kinds.add(node.value.value)
    return kinds


def _words() -> set[str]:
    """Every text in the source, but for that of the rules."""
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        if "rulebook" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestEveryRule:
    def test_its_page_has_every_section_in_order(self, rule):
        assert tuple(rule.page.sections) == SECTIONS
        assert all(rule.page.sections.values())
        assert rule.page.summary
        assert "\n\n" not in rule.page.summary
        assert re.match(r"Bad: .*Good: ", rule.page.sections["Example"], re.DOTALL)
        assert rule.advice.endswith(".")

    def test_code_name_file_and_folder_agree(self, rule):
        module = type(rule).__module__.split(".")
        assert module[-2] == FOLDERS[rule.code[0]]
        assert module[-1] == f"{rule.code}_{rule.name}".lower().replace("-", "_")
        assert type(rule).__name__.lower() == rule.name.replace("-", "")

    def test_its_name_says_the_defect(self, rule):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.name.split("-")[0] not in {
            "no",
            "not",
            "dis",
            "disallow",
            "check",
            "must",
            "should",
            "forbid",
        }

    def test_it_is_of_a_kind_that_the_engine_knows(self, rule):
        assert isinstance(rule, FaultRule | FactRule | ArrayRule | CellRule | FoldRule)
        assert isinstance(rule.needs, Need)

    def test_it_has_a_test_of_its_own(self, rule):
        assert (
            Path(__file__).parent / "rulebook" / FOLDERS[rule.code[0]] / f"test_{rule.code.lower()}.py"
        ).is_file()

    def test_it_is_found_by_code_and_by_name(self, rule):
        assert (
            registry.rule(rule.code) is registry.rule(rule.code.lower()) is registry.rule(rule.name) is rule
        )

    def test_it_is_short(self, rule):
        source = Path(sys.modules[type(rule).__module__].__file__)
        assert len(source.read_text(encoding="utf-8").splitlines()) <= 120


def test_every_family_has_a_folder_and_a_rule():
    assert set(FOLDERS) == set(FAMILIES) == {rule.code[0] for rule in RULES}


def test_codes_and_names_are_unique_and_in_order():
    codes, names = [rule.code for rule in RULES], [rule.name for rule in RULES]
    assert codes == sorted(set(codes)) == list(registry.rules())
    assert len(set(names)) == len(names)


def test_every_kind_of_fault_has_exactly_one_rule():
    explained = [kind for rule in RULES if isinstance(rule, FaultRule) for kind in rule.kinds]
    assert len(explained) == len(set(explained))
    assert _fault_kinds() - set(explained) == set()


def test_every_kind_that_a_rule_explains_occurs_somewhere():
    explained = {kind for rule in RULES if isinstance(rule, FaultRule) for kind in rule.kinds}
    assert explained - _words() - ANNOUNCED == set()


def test_nothing_built_in_is_broken():
    assert [origin for origin in registry.broken() if "plug-in" not in origin] == []


def test_readers_are_called_after_their_modules_in_a_stable_order():
    built_in = [name for name in registry.readers() if (PACKAGE / "readers" / f"{name}.py").is_file()]
    assert built_in == sorted(built_in)
    assert all(registry.reader(name).name == name for name in built_in)
    assert all(
        import_module(f"icos_ingest.readers.{name}").READER is registry.reader(name) for name in built_in
    )


@pytest.mark.parametrize(("find", "near"), [(registry.rule, "T202"), (registry.reader, "netcdf")])
def test_what_is_not_there_is_said_with_its_nearest(find, near):
    with pytest.raises(OptionError, match=near):
        find(near + "x")


def test_the_views_cannot_be_changed():
    for view in (registry.rules(), registry.readers(), registry.broken()):
        with pytest.raises(TypeError):
            view["x"] = None


def _run(code: str, *folders: Path) -> str:
    """What a fresh Python prints, with folders of plug-ins on its path."""
    head = f"import sys; sys.path[:0] = {[str(folder) for folder in folders]!r}\nfrom icos_ingest import registry\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_one_rule_is_had_without_the_others():
    out = _run(
        """
        found = registry.rule("T202"), registry.rule("time-not-monotonic")
        modules = [name for name in sys.modules if name.startswith("icos_ingest.rulebook.") and name.count(".") == 3]
        print(found[0].name, modules)
        """
    )
    assert out == "time-not-monotonic ['icos_ingest.rulebook.time.t202_time_not_monotonic']"


def test_registering_loads_no_heavy_library():
    out = _run(f"registry.rules(); registry.readers(); print([m for m in {HEAVY!r} if m in sys.modules])")
    assert out == "[]"


def test_importing_the_registry_imports_no_reader():
    out = _run("print([name for name in sys.modules if name.startswith('icos_ingest.readers.')])")
    assert out == "[]"


RULE_PLUG_IN = '''
"""Moons are wrong.

## What it checks
Moons.

## How to mend
Remove them.
"""
from icos_ingest.rule_kinds import FaultRule, Hit

class Moon(FaultRule):
    kinds = ({kind!r},)
    def tell(self, fault, ctx):
        return Hit("a moon")

RULE = Moon()
'''
READER_PLUG_IN = """
from icos_ingest.content import Reader
READER = Reader({name!r}, "Moons", ("moon",), lambda source: "no", lambda source, options, spec: None)
"""


def _plug_in(folder: Path, group: str, module: str, code: str, attribute: str = "RULE") -> Path:
    """A distribution as pip leaves it: a module and its entry point."""
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\nmoon = {module}:{attribute}\n", encoding="utf-8")
    return folder


def test_a_plug_in_is_found(tmp_path):
    rule = _plug_in(tmp_path / "a", registry.RULES, "f950_lost_moon", RULE_PLUG_IN.format(kind="moon"))
    reader = _plug_in(
        tmp_path / "b", registry.READERS, "moons", READER_PLUG_IN.format(name="moons"), "READER"
    )
    out = _run(
        "print(registry.rule('F950').name, registry.reader('moons').title, dict(registry.broken()))",
        rule,
        reader,
    )
    assert out == "lost-moon Moons {}"


@pytest.mark.parametrize(
    ("module", "code", "cause"),
    [
        (
            "f951_lost_moon",
            "import no_such_library",
            "ModuleNotFoundError: No module named 'no_such_library'",
        ),
        ("f952_lost_moon", "RULE = 3", "TypeError: a rule is expected, not an object of type int"),
        (
            "f953_lost_moon",
            RULE_PLUG_IN.format(kind="moon").split('"""')[2],
            "rule F953 has no documentation",
        ),
        ("moon", RULE_PLUG_IN.format(kind="moon"), "a rule's module is called after its code and name"),
        ("f954_lost_moon", "1/0", "ZeroDivisionError"),
    ],
)
def test_a_broken_plug_in_is_shown_with_its_cause_and_the_rest_works(tmp_path, module, code, cause):
    folder = _plug_in(tmp_path, registry.RULES, module, code)
    out = _run("print(len(registry.rules()), *registry.broken().items())", folder)
    assert out.startswith(f"{len(RULES)} ")
    assert f"{module}:RULE (plug-in 'moon')" in out
    assert cause in out


@pytest.mark.parametrize(
    ("module", "kind"), [("t202_lost_moon", "moon"), ("f960_empty_file", "moon"), ("f961_lost_moon", "empty")]
)
def test_two_rules_of_one_code_name_or_kind_are_refused_by_name(tmp_path, module, kind):
    folder = _plug_in(tmp_path, registry.RULES, module, RULE_PLUG_IN.format(kind=kind))
    out = _run(
        """
        from icos_ingest.errors import RegistrationError
        try:
            registry.rules()
        except RegistrationError as error:
            print(error)
        """,
        folder,
    )
    assert f"{module}:RULE" in out
    assert "icos_ingest.rulebook." in out


def test_two_readers_of_one_name_are_refused(tmp_path):
    code = READER_PLUG_IN.format(name="netcdf")
    folder = _plug_in(tmp_path, registry.READERS, "moons", code, "READER")
    with pytest.raises(
        AssertionError, match=rf"{RegistrationError.__name__}.*moons:READER.*both claim 'netcdf'"
    ):
        _run("registry.readers()", folder)
