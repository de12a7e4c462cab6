"""Text files are UTF-8 by name: a machine's own encoding decides nothing about what is read."""

import ast
from collections.abc import Iterator

import pytest

from tests.platform.sources import FILES

pytestmark = pytest.mark.no_database

# How many arguments name an encoding where it is given by its place.
ARGUMENTS = {"read_text": 1, "write_text": 2}
# Whose `open` is of something else than a text file.
OTHERS = {"os", "Image"}


def opened_without_encoding(code: str) -> Iterator[int]:
    """The lines that open a text file and do not say how it is encoded."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _opens_text(node) and not _names_encoding(node):
            yield node.lineno


def _opens_text(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr=name) if name in ARGUMENTS:
            return True
        case ast.Attribute(value=ast.Name(id=name), attr="open") if name in OTHERS:
            return False
        case ast.Attribute(attr="open"):
            # A path's: the mode comes first.
            mode = call.args[:1]
        case ast.Name(id="open"):
            mode = call.args[1:2]
        case _:
            return False
    mode += [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    return not any(isinstance(m, ast.Constant) and "b" in str(m.value) for m in mode)


def _names_encoding(call: ast.Call) -> bool:
    if any(keyword.arg == "encoding" for keyword in call.keywords):
        return True
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return len(call.args) >= ARGUMENTS.get(name, len(call.args) + 1)


def test_every_text_file_is_opened_as_utf_8() -> None:
    assert len(FILES) > 300
    found = [
        f"{file}:{line}" for file, code in FILES.items() for line in opened_without_encoding(code)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.read_text(encoding='utf-8')", False),
        ("(folder / 'file').write_text(text)", True),
        ("path.write_text(text, 'utf-8')", False),
        ("path.open()", True),
        ("path.open('w', newline='')", True),
        ("path.open('w', encoding='utf-8')", False),
        ("path.open('rb')", False),
        ("open(path)", True),
        ("open(path, mode='ab')", False),
        ("os.open(path, flags)", False),
        ("path.read_bytes()", False),
    ],
)
def test_what_leaves_it_to_the_machine_is_found(code: str, is_found: bool) -> None:
    assert bool(list(opened_without_encoding(code))) == is_found
