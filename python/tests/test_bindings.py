"""The boundary itself: nothing of the core forgotten, nothing changeable, stubs that tell the truth."""

import ast
import doctest
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tamis
import tamis._core
from conftest import ROOT

if TYPE_CHECKING:
    from types import ModuleType

CLASSES = [value for value in vars(tamis).values() if inspect.isclass(value) and value.__module__ == "tamis"]

# What `src/lib.rs` exports, and what stands for it in Python.
CORE = {
    "Address": "Address",
    "Checked": "Checked",
    "Comparison": "Comparison",
    "Country": None,  # a str
    "DateInterval": None,  # a str
    "ENGINE_VERSION": "__version__",
    "Entity": "Entity",
    "EntityId": None,  # a str
    "Error": "TamisError",
    "Evidence": None,  # a dict
    "Gender": None,  # in Entity.as_dict
    "Kind": None,  # a str
    "List": None,  # Screener.from_lists reads and keeps them
    "Listing": None,  # Checked.entities
    "Match": "Match",
    "Name": None,  # a str; in Entity.as_dict
    "NameKind": None,
    "NamePart": None,  # in Entity.as_dict
    "NamePartKind": None,
    "Origin": None,  # attributes of Alert
    "Outcome": None,  # a str
    "Party": None,  # keywords of Screener.screen
    "Policy": None,  # keywords of Screener.screen
    "Result": None,
    "Screener": "Screener",
    "Skipped": "Skipped",
    "Snapshot": "ListSnapshot",
    "Strength": None,
    "Subject": None,  # keywords of Screener.screen
    "Vessel": None,  # in Entity.as_dict
    "configuration_hash": "configuration_hash",
    "read_weights": None,  # the keyword `weights`
}
SCREENER = {
    "builtin": "__new__",
    "configuration_hash": "configuration_hash",
    "entities": None,
    "from_lists": "from_lists",
    "lists": "lists",
    "new": None,
    "open": "open",
    "open_with": None,  # the keyword `weights`
    "screen": "screen",
    "screen_all": "screen_all",
    "verify": None,  # `tamis lists build` runs it
    "verify_with": None,
    "weights": None,  # `configuration_hash` tells them apart
    "with_weights": None,  # the keyword `weights`
    "write": "write",
}


def exported() -> set[str]:
    text = (ROOT / "src/lib.rs").read_text(encoding="utf-8")
    uses = re.findall(r"^pub use \w+::(?:\{([^}]*)\}|(\w+));", text, flags=re.M)
    return {name.strip() for use in uses for name in "".join(use).split(",") if name.strip()}


def test_everything_public_in_the_core_is_here_or_left_out_on_purpose() -> None:
    assert exported() == set(CORE), "decide what stands for it in Python, and enter it above"
    for name in filter(None, CORE.values()):
        assert name in tamis.__all__


def test_every_method_of_the_screener_is_here_or_left_out_on_purpose() -> None:
    text = (ROOT / "src/screen.rs").read_text(encoding="utf-8")
    body = text[text.index("\nimpl Screener {") :]
    methods = re.findall(r"^    pub fn (\w+)", body[: body.index("\n}\n")], flags=re.M)
    assert set(methods) == set(SCREENER)
    for name in filter(None, SCREENER.values()):
        assert hasattr(tamis.Screener, name)


def test_everything_compiled_is_public() -> None:
    assert set(tamis._core.__all__) <= set(tamis.__all__)
    assert sorted(tamis.__all__) == sorted(name for name in tamis.__all__ if hasattr(tamis, name))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_classes_are_frozen(cls: type) -> None:
    with pytest.raises(TypeError):
        type("Sub", (cls,), {})
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "python/src").glob("*.rs"))
    (options,) = re.findall(rf'#\[pyclass\(([^)]*name = "{cls.__name__}"[^)]*)\)\]', source)
    assert "frozen" in options


def test_objects_are_frozen(screener: tamis.Screener) -> None:
    match = screener.screen("Kim Jong Un")[0]
    for value in (screener, screener.lists[0], match, match.entity, match.entity.addresses[0]):
        for attribute in ("score", "anything"):
            with pytest.raises(AttributeError):
                setattr(value, attribute, 1)


def stub_docstrings(stub: ast.Module) -> dict[str, str]:
    found: dict[str, str | None] = {}
    for node in stub.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = ast.get_docstring(node)
        elif isinstance(node, ast.ClassDef):
            found[node.name] = ast.get_docstring(node)
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    found[f"{node.name}.{inner.name}"] = ast.get_docstring(inner)
    return {name: text or "" for name, text in found.items()}


def test_stubs_have_the_docstrings_of_the_module() -> None:
    path = ROOT / "python/package/tamis/_core.pyi"
    documented = stub_docstrings(ast.parse(path.read_text(encoding="utf-8")))
    assert len(documented) > 60
    for name, text in documented.items():
        owner, _, attribute = name.partition(".")
        value = getattr(tamis._core, owner)
        value = getattr(value, attribute) if attribute else value
        assert text, f"{name} has no docstring"
        assert text == inspect.getdoc(value), name


def examples() -> list[doctest.DocTest]:
    parser = doctest.DocTestParser()
    texts = {"python/README.md": (ROOT / "python/README.md").read_text(encoding="utf-8")}
    texts["tamis"] = inspect.getdoc(tamis) or ""
    for name in tamis.__all__:
        value = getattr(tamis, name)
        texts[name] = inspect.getdoc(value) or ""
        for attribute, member in vars(value).items() if inspect.isclass(value) else ():
            texts[f"{name}.{attribute}"] = (not attribute.startswith("__") and inspect.getdoc(member)) or ""
    found = [parser.get_doctest(text, {"tamis": tamis}, name, name, 0) for name, text in texts.items()]
    return [test for test in found if test.examples]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_examples(example: doctest.DocTest) -> None:
    lines: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=lines.append)
    assert result.failed == 0, "\n".join(lines)


def test_the_installed_package_is_what_is_tested() -> None:
    module: ModuleType = tamis._core
    assert module.__file__
    assert not Path(module.__file__).is_relative_to(ROOT / "python")
