"""The house as docs/architecture.md draws it, and who imports whom in a tree of modules.

A room is a folder or a module, by its dotted name; `x.*` are the modules of the folder x that are
no room by themselves.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SUITE = "scripts.data_generation"
ROOTS = ("apps", "aquamind", "scripts")
MODULE_IN_QUOTES = re.compile(r"(apps|aquamind|scripts|tests)(\.\w+)*\.?")
# The generator's tables are looked up by the label of its app.
LABEL = re.compile(r"data_generation(\.\w+)?")
TABLES = f"{SUITE}.models"


@dataclass(frozen=True)
class Floor:
    """Rooms of one row; `may` is what they may import, None for all that lies below."""

    rooms: tuple[str, ...]
    may: tuple[str, ...] | None = None


def house_of(page: str) -> tuple[list[Floor], list[Floor]]:
    """The two tables of the page: the great rooms, and the rooms within; from the top floor."""
    great, within = (
        [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
        for table in re.findall(r"(?m)^\| room \|(?:.*\n\|)*.*", page)
    )
    return (
        [Floor(_rooms(row[0]), None if row[2] == "all below" else _rooms(row[2])) for row in great],
        [Floor(_rooms(row[0])) for row in within],
    )


def _rooms(cell: str) -> tuple[str, ...]:
    return tuple(map(_dotted, re.findall(r"`([^`]+)`", cell)))


def _dotted(place: str) -> str:
    name = place.replace("*.py", "*").removesuffix(".py").strip("/").replace("/", ".")
    return name if place.split("/")[0] in ROOTS else f"{SUITE}.{name}"


def room_of(module: str, floors: list[Floor]) -> str | None:
    """The room that a module is or lies in; None for one of none of them."""
    rooms = {room for floor in floors for room in floor.rooms}
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        if (name := ".".join(parts[:end])) in rooms:
            return name
    for end in range(len(parts) - 1, 0, -1):
        if (name := ".".join([*parts[:end], "*"])) in rooms:
            return name
    return None


def modules_of(root: Path) -> dict[str, Path]:
    """The modules of the tree by their dotted names; migrations are history."""
    files = [f for top in ROOTS for f in sorted((root / top).rglob("*.py"))]
    return {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files
        if "migrations" not in file.parts
    }


def imported(module: str, text: str, *, is_package: bool = False) -> set[str]:
    """Full names of all modules, and of the names taken from them, that a module imports."""
    names = set()
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            upwards = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*upwards, *([node.module] if node.module else [])])
            names |= {source} | {f"{source}.{alias.name}" for alias in node.names}
    return names


def looked_up(text: str) -> set[str]:
    """Modules that are named in quotes, as `import_module` or `get_model` would have them."""
    tree = ast.parse(text)
    words = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } - _docstrings(tree)
    found = {w.rstrip(".") for w in words if "." in w and MODULE_IN_QUOTES.fullmatch(w)}
    return found | {TABLES for word in words if LABEL.fullmatch(word)}


def _docstrings(tree: ast.AST) -> set[str]:
    places = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {
        ast.get_docstring(node, clean=False) or ""
        for node in ast.walk(tree)
        if isinstance(node, places)
    }


def references(root: Path, in_quotes_allowed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(module, what it imports or looks up) of all modules of the tree."""
    for module, file in modules_of(root).items():
        text = file.read_text("utf-8")
        names = imported(module, text, is_package=file.name == "__init__.py")
        if module not in in_quotes_allowed:
            names |= looked_up(text)
        yield from ((module, name) for name in sorted(names))


def upward(
    root: Path, great: list[Floor], within: list[Floor], in_quotes_allowed: Mapping[str, str]
) -> set[str]:
    """Every import that the tables do not allow, as a line."""
    wrong = set()
    for module, name in references(root, in_quotes_allowed):
        if _forbidden(module, name, great) or (
            _top(module, great) == _top(name, great) and _forbidden(module, name, within)
        ):
            wrong.add(f"{module} imports {name}")
    return wrong


def _top(module: str, great: list[Floor]) -> str | None:
    return room_of(module, great)


def _forbidden(module: str, name: str, floors: list[Floor]) -> bool:
    here, there = room_of(module, floors), room_of(name, floors)
    if name.split(".")[0] == "tests":
        return True
    if here is not None and there is None and not here.startswith("scripts"):
        # The beginning of a name, such as an f-string has, may lead to any room of the generator.
        return name.split(".")[0] == "scripts"
    if here is None or there is None or here == there:
        return False
    levels = {room: level for level, floor in enumerate(floors) for room in floor.rooms}
    may = floors[levels[here]].may
    return levels[there] <= levels[here] if may is None else there not in may


def circles(root: Path) -> dict[str, set[str]]:
    """Module -> the modules of the tree that it imports, for whoever looks for circles."""
    modules = modules_of(root)
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for module, name in references(root, dict.fromkeys(modules, "")):
        # The package whose module is taken is no import of its own.
        taken = name if name in modules else name.rpartition(".")[0]
        if taken in modules and taken != module and modules[taken].name != "__init__.py":
            graph[module].add(taken)
    return graph
