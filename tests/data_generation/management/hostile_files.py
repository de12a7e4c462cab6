"""Files that somebody may give as parameters by mistake or in bad faith, by name."""

import os
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1_000_000

Maker = Callable[[Path], object]


def _text(content: str) -> Maker:
    return lambda path: path.write_text(content, "utf-8")


def _bytes(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content)


FILES: dict[str, Maker] = {
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "zeros": lambda path: path.symlink_to("/dev/zero"),
    "circle": lambda path: path.symlink_to(path),
    "huge": _text("# " + "x" * MEGABYTE),
    "binary": _bytes(b"\x7fELF\x02\x01\x00\xff\xfe" * 50),
    "latin1": _bytes("[growth] # Færøerne".encode("latin-1")),
    "utf16": _bytes("[growth]\n".encode("utf-16")),
    "nul": _bytes(b"[growth]\x00\n"),
    "json": _text('{"growth": {"tgc_fry": 1.0}}'),
    "yaml": _text("growth:\n  tgc_fry: 1.0\n"),
    "deep": _text("a = " + "[\n" * 50_000),
    "deep_keys": _text(".".join(["a"] * 50_000) + " = 1"),
    "digits": _text("[growth]\nsample_size = " + "9" * 400),
    "date": _text("[growth]\nsample_size = 2016-02-30"),
    "nan": _text("[growth]\ntgc_fry = nan"),
    "inf": _text("[growth]\ntgc_fry = inf"),
    "minus": _text("[growth]\nsample_size = -1"),
    "text_for_number": _text('[growth]\ntgc_fry = "1.0"'),
    "number_for_text": _text("[scenario]\nname = 1"),
    "float_for_whole": _text("[growth]\nsample_size = 10.5"),
    "boolean": _text("[growth]\nsample_size = true"),
    "list": _text("[growth]\nsample_size = [10]"),
    "short_list": _text("[life_cycle]\nplanned_weight_g = [1.0]"),
    "table": _text("[growth.sample_size]\na = 1"),
    "not_a_table": _text("growth = 1"),
    "unknown_section": _text("[grwoth]\ntgc_fry = 1.0"),
    "unknown_key": _text("[growth]\ntgc_fri = 1.0"),
    "homeless_key": _text("tgc_fry = 1.0"),
    "twice": _text("[growth]\ntgc_fry = 1.0\ntgc_fry = 1.1"),
    "two_tables": _text("[growth]\ntgc_fry = 1.0\n[growth]\nsample_size = 9"),
    "other_scale": _text('[scale]\nname = "dev"'),
    "too_many_eggs": _text("[scale]\neggs_max = 9000000"),
    "line_break": _text('["gro\\nwth\\u001b[2J"]\ntgc_fry = 1.0'),
}


def make(name: str, folder: Path) -> Path:
    """The file of this name, made in a folder."""
    path = folder / f"{name}.toml"
    FILES[name](path)
    return path
