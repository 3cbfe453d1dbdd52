"""House rules that hold across all apps: who may import whom, what is typed, what is documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines

ROOT = Path(__file__).resolve().parent.parent

# Who may import whom of ours. What must go the other way goes by signal, hook or registry.
MAY_IMPORT = {
    "core": set(),
    "members": {"core"},
    "home": {"core", "members"},
    "navigation": {"core", "members"},
    "news": {"core", "members"},
    "comments": {"core", "members", "news"},
    "mailings": {"core", "members", "news"},
    "wordpress_import": {"core", "members", "home", "navigation", "news", "comments", "mailings"},
    "site_project": {"core", "members", "home", "navigation", "news", "comments", "mailings"},
    "demo": {
        *("core", "members", "home", "navigation", "news", "comments", "mailings"),
        *("site_project", "wordpress_import"),
    },
}
ALL_OURS = set(MAY_IMPORT)
PACKAGES = sorted(name for name in ALL_OURS if (ROOT / name / "__init__.py").is_file())

# Written by Django, or frozen in time.
NOT_WRITTEN_BY_HAND = {"migrations"}


@cache
def modules(package: str) -> dict[Path, ast.Module]:
    """The package's modules, parsed, by their paths below the project's root."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for path in sorted((ROOT / package).rglob("*.py"))
        if not NOT_WRITTEN_BY_HAND & set(path.parts)
    }


def imported(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Names of all modules imported, also within functions and for types only, with their lines."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or "", node.lineno


def test_every_package_of_ours_has_its_rule() -> None:
    ours = {
        path.parent.name
        for path in ROOT.glob("*/__init__.py")
        if path.parent.name not in {"tests", "docs"}
    }

    assert ours <= ALL_OURS


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_only_what_it_may(package: str) -> None:
    forbidden = ALL_OURS - MAY_IMPORT[package] - {package}

    broken = [
        f"{path}:{line} imports {name}"
        for path, module in modules(package).items()
        for name, line in imported(module)
        if name.partition(".")[0] in forbidden | {"tests"}
    ]

    assert broken == []


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_nothing_relatively_from_above(package: str) -> None:
    broken = [
        f"{path}:{node.lineno}"
        for path, module in modules(package).items()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.level > 1
    ]

    assert broken == []


def test_settings_install_no_app_that_core_would_need_to_know() -> None:
    """Core stands on its own: every app of ours that is installed comes after it."""
    installed = [config.name for config in apps.get_app_configs() if config.name in ALL_OURS]

    assert installed[0] == "core"


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    """What others may use: functions and classes, and the methods of these classes."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_") and node.name != "Meta":
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("package", PACKAGES)
def test_what_others_may_use_says_what_it_is(package: str) -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, module in modules(package).items()
        for node in public(module.body)
        if not ast.get_docstring(node)
    ]

    assert silent == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_is_in_it(package: str) -> None:
    silent = [
        str(path)
        for path, module in modules(package).items()
        if module.body and not ast.get_docstring(module)
    ]

    assert silent == []


@pytest.mark.parametrize("package", PACKAGES)
def test_import_within_a_function_says_why(package: str) -> None:
    """An app's `ready()` is the one place for it that needs no reason."""
    silent = [
        f"{path}:{node.lineno}"
        for path, module in modules(package).items()
        for function in ast.walk(module)
        if isinstance(function, Function) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not has_comment(path, node.lineno)
    ]

    assert silent == []


def has_comment(path: Path, number: int) -> bool:
    """Whether there is a comment on this line or right above it."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return any("#" in line for line in lines[number - 2 : number])


def untyped(function: Function) -> list[str]:
    """The function's parameters without a type, and `return`."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every = [*named, *(each for each in (arguments.vararg, arguments.kwarg) if each)]
    missing = [
        each.arg for each in every if each.annotation is None and each.arg not in ("self", "cls")
    ]
    return missing if function.returns else [*missing, "return"]


@pytest.mark.parametrize("package", PACKAGES)
def test_all_functions_are_typed(package: str) -> None:
    missing = [
        f"{path}:{node.lineno} {node.name}: {', '.join(untyped(node))}"
        for path, module in modules(package).items()
        for node in ast.walk(module)
        if isinstance(node, Function) and untyped(node)
    ]

    assert missing == []


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_stay_short(package: str) -> None:
    """Near thirty lines without their docstring; twice that is too much to take in at once."""
    long = [
        f"{path}:{node.lineno} {node.name} has {length(node)} lines"
        for path, module in modules(package).items()
        for node in ast.walk(module)
        if isinstance(node, Function) and length(node) > 45
    ]

    assert long == []


def length(function: Function) -> int:
    """The function's lines without its docstring."""
    first = function.body[0]
    told = len((ast.get_docstring(function) or "").splitlines())
    return (function.end_lineno or first.lineno) - function.lineno + 1 - told


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_stay_short(package: str) -> None:
    """A module that passes three hundred lines becomes a package."""
    long = [
        str(path)
        for path in modules(package)
        if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > 300
    ]

    assert long == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


TEMPLATES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("templates/**/*.html")
    if "admin" not in path.parts
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_can_be_read(path: Path) -> None:
    name = path.as_posix().partition("/templates/")[2]

    assert engines["django"].get_template(name)
