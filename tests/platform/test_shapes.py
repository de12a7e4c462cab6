"""Shapes that people can hold in their heads: short files, small functions, folders of one look.

Migrations are left out: Django writes them.
"""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.platform import sources

pytestmark = pytest.mark.no_database

FILES = {file: code for file, code in sources.FILES.items() if "/migrations/" not in file}

MOST_PARAMETERS = 7
MOST_LINES_OF_A_FUNCTION = 59
MOST_LINES_OF_A_FILE = 349
MOST_FILES = 15
MOST_FILES_OF_A_CROWDED_FOLDER = 24

# Folders that hold more, and why they are not divided.
CROWDED = {
    "scripts/data_generation/generators": "one file for each domain of the books",
    "scripts/data_generation/management": "one file for each task of a command",
    "tests/data_generation": "what is asked of the books of whole runs, by its subject",
    "tests/data_generation/management": "one file for each command",
    "tests/faults": "one file for each kind of fault, beside what strikes it",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def wide_functions(code: str) -> Iterator[str]:
    """Functions with too many parameters; an object with a good name holds what belongs together.

    Neither `self` and `cls` nor `*args` and `**kwargs` count.
    """
    for function in _functions(code):
        named = function.args
        names = [a.arg for a in (*named.posonlyargs, *named.args, *named.kwonlyargs)]
        count = len(names) - (names[:1] in (["self"], ["cls"]))
        if count > MOST_PARAMETERS:
            yield f"line {function.lineno}, {function.name} has {count} parameters"


def long_functions(code: str) -> Iterator[str]:
    """Functions that do not fit on a screen."""
    for function in _functions(code):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > MOST_LINES_OF_A_FUNCTION:
            yield f"line {function.lineno}, {function.name} has {lines} lines"


def too_many_lines(code: str) -> Iterator[str]:
    """A file that holds more than one thing."""
    lines = len(code.splitlines())
    if lines > MOST_LINES_OF_A_FILE:
        yield f"{lines} lines"


def kept_from_the_formatter(code: str) -> Iterator[str]:
    """Comments that keep lines as somebody typed them; other words keep them readable."""
    if "fmt" not in code:
        return
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and token.string.replace(" ", "").startswith("#fmt:"):
            yield f"line {token.start[0]}, {token.string}"


def _functions(code: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(code)) if isinstance(node, Function))


RULES = (wide_functions, long_functions, too_many_lines, kept_from_the_formatter)
Rule = Callable[[str], Iterator[str]]


def crowded_folders(files: Iterable[str]) -> dict[str, int]:
    """Folders with too many Python files, and how many; `__init__.py` holds nothing."""
    count = Counter(str(Path(file).parent) for file in files if not file.endswith("__init__.py"))
    return {folder: number for folder, number in count.items() if number > MOST_FILES}


@pytest.mark.parametrize("rule", RULES)
def test_every_file_has_its_shape(rule: Rule) -> None:
    assert len(FILES) > 700
    found = [f"{file}: {what}" for file, code in FILES.items() for what in rule(code)]
    assert found == []


def test_folders_show_what_they_hold() -> None:
    crowded = crowded_folders(FILES)
    assert crowded.keys() == CROWDED.keys()
    assert max(crowded.values()) <= MOST_FILES_OF_A_CROWDED_FOLDER


def _function(parameters: str = "", lines: int = 2, before: str = "") -> str:
    body = "\n".join("    pass" for _ in range(lines - 1))
    return f"{before}def work({parameters}):\n{body}\n"


@pytest.mark.parametrize(
    ("rule", "code", "is_found"),
    [
        (wide_functions, _function("a, b, c, d, e, f, g"), False),
        (wide_functions, _function("a, b, c, d, e, f, g, h"), True),
        (wide_functions, _function("a, b, /, c, d, e, *, f, g, h"), True),
        (wide_functions, _function("self, a, b, c, d, e, f, g, *args, **named"), False),
        (wide_functions, _function("cls, a, b, c, d, e, f, g, h"), True),
        (wide_functions, _function("a, b, c, d, e, f, g, h", before="async "), True),
        (long_functions, _function(lines=59), False),
        (long_functions, _function(lines=60), True),
        (long_functions, _function(lines=60, before="async "), True),
        (too_many_lines, "pass\n" * 349, False),
        (too_many_lines, "pass\n" * 350, True),
        (kept_from_the_formatter, "work(1)  # fmt: skip\n", True),
        (kept_from_the_formatter, "# fmt:off\nwork(1)\n", True),
        (kept_from_the_formatter, "work('# fmt: skip')  # as typed\n", False),
    ],
)
def test_what_is_out_of_shape_is_found(rule: Rule, code: str, is_found: bool) -> None:
    assert bool(list(rule(code))) == is_found


def test_a_crowded_folder_is_found() -> None:
    roomy = [f"few/{number}.py" for number in range(15)]
    full = [f"many/{number}.py" for number in range(16)]
    below = [f"many/more/{number}.py" for number in range(15)]
    assert crowded_folders([*roomy, "few/__init__.py", *full, *below]) == {"many": 16}
