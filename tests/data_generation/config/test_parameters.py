"""Overriding parameters: what is taken, what is refused and with which words."""

import json
import math
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.parameters import (
    SECTIONS,
    ParameterError,
    Parameters,
    from_json,
    resolve,
    to_json,
)
from scripts.data_generation.config.scales import SCALES

pytestmark = pytest.mark.no_database


def refusal(overrides: Path | str, scale: str = "production") -> str:
    """The words with which these overrides are refused; always a single line."""
    with pytest.raises(ParameterError) as caught:
        resolve(scale, overrides)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def refusal_of_file(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return refusal(path)


@pytest.mark.parametrize("name", list(SCALES))
def test_each_scale_resolves_to_itself(name: str) -> None:
    assert resolve(name).scale is SCALES[name]


def test_single_values_are_overridden() -> None:
    changed = resolve("ci", "[growth]\ntgc_fry = 1.1\n[scale]\neggs_max = 650_000\n")
    default = resolve("ci")
    assert changed.growth == replace(default.growth, tgc_fry=1.1)
    assert changed.scale == replace(default.scale, eggs_max=650_000)
    assert changed.water == default.water


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "farm.toml"
    path.write_text("[water]\nfry_temperature_c = 13\n", "utf-8")
    warmer = resolve("ci", path).water.fry_temperature_c
    assert warmer == 13.0
    assert isinstance(warmer, float)


def test_lists_become_tuples() -> None:
    rates = [1.0] * 12
    changed = resolve("ci", f"[life_cycle]\nstart_pattern = {rates}\n")
    assert changed.life_cycle.start_pattern == tuple(rates)


def test_unknown_scale_names_the_nearest() -> None:
    with pytest.raises(ParameterError, match="'prodution'; did you mean 'production'"):
        resolve("prodution")


def test_unknown_scale_lists_all_when_none_is_near() -> None:
    with pytest.raises(ParameterError, match="valid are: ci, dev, production, full"):
        resolve("xyz")


def test_unknown_key_names_key_file_and_nearest(tmp_path: Path) -> None:
    path = tmp_path / "farm.toml"
    said = refusal_of_file(path, "[growth]\ntgc_fyr = 1.0\n")
    assert said == f"{path}: unknown key 'tgc_fyr' in [growth]; did you mean 'tgc_fry'?"


def test_unknown_key_lists_all_valid_ones_when_none_is_near() -> None:
    said = refusal("[feeding]\nzzzz = 1\n")
    assert "valid are: fcr_knots_g, fcr, fcr_by_year" in said


def test_unknown_section_names_the_nearest() -> None:
    assert "unknown section 'growht'; did you mean 'growth'?" in refusal("[growht]\n")


def test_a_key_outside_its_table_is_sent_home() -> None:
    assert "'eggs_max' is a key of [scale]" in refusal("eggs_max = 5\n")


@pytest.mark.parametrize("text", ["scale = 3\n", "[[scale]]\ntrays = 3\n"])
def test_a_section_must_be_a_table(text: str) -> None:
    assert "'scale' must be a table, as in [scale]" in refusal(text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("trays = 1.5", "scale.trays = 1.5: must be a whole number"),
        ("trays = true", "scale.trays = True: must be a whole number"),
        ("trays = '9'", "scale.trays = '9': must be a whole number"),
        ("trays = [9]", "must be a whole number"),
        ("trays = 2026-01-01", "must be a whole number"),
        ("every_sensor_reads = 1", "must be true or false"),
        ("name = 4", "must be a text"),
        ("trays = 0", "scale.trays = 0: must lie in [1, inf]"),
        ("readings_per_day = 25", "must lie in [1, 24]"),
        ("trays = 99999999999999999999", "is too large"),
    ],
)
def test_wrong_types_and_ranges_in_the_scale(line: str, words: str) -> None:
    assert words in refusal(f"[scale]\n{line}\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tgc_fry = 'fast'", "growth.tgc_fry = 'fast': must be a number"),
        ("tgc_fry = nan", "must lie in [0.1, 5]"),
        ("tgc_fry = inf", "must lie in [0.1, 5]"),
        ("tgc_fry = 99", "growth.tgc_fry = 99: must lie in [0.1, 5] TGC x1000 at 10 C"),
        ("weight_cv = 0.2", "must be a list of numbers"),
        ("weight_cv = [0.2]", "must have 6 values, has 1"),
        ("weight_cv = [0.1, 0.1, 0.1, 0.1, 0.1, 7]", "must lie in [0, 1]"),
        ("weight_cv = [0.1, 0.1, 0.1, 0.1, 0.1, 'x']", "must be a number"),
        ("weight_cv_knots_g = [9, 5, 60, 300, 2000, 5000]", "must ascend"),
    ],
)
def test_wrong_types_and_ranges_in_growth(line: str, words: str) -> None:
    assert words in refusal(f"[growth]\n{line}\n")


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "farm.toml"
    said = refusal_of_file(path, "[scale]\ntrays = 3\neggs_max = = 5\n")
    assert said.startswith(f"{path}: not valid TOML: ")
    assert "line 3" in said


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing, binary = tmp_path / "no.toml", tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert refusal(missing) == f"{missing}: cannot be read: No such file or directory"
    assert refusal(tmp_path) == f"{tmp_path}: cannot be read: Is a directory"
    assert refusal(binary) == f"{binary}: not a text in UTF-8"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[scale]\neggs_min = 3_600_000", "scale.eggs_min = 3600000 is above scale.eggs_max"),
        ("[life_cycle]\negg_days_min = 99", "egg_days_min = 99 is above life_cycle.egg_days_max"),
        ("[life_cycle]\nharvest_weight_min_g = 6e3", "is above life_cycle.harvest_weight_max_g"),
        ("[scale]\nfaroe_areas = 15", "scale.faroe_areas = 15, but 14 are known"),
        ("[scale]\nscotland_stations = 13", "scale.scotland_stations = 13, but 12 are known"),
        ("[scale]\nscotland_areas = 0", "must both be 0 or neither"),
        ("[scale]\neggs_max = 9_000_000", "needs room for 1,800 kg of fish in stage Egg&Alevin"),
        ("[equipment]\ncage_volume_m3 = 2e4", "in stage Adult; a site has room for 10,000,000 kg"),
        ("[feeding]\nmeal_shares = [1, 1, 1, 1]", "feeding.meal_shares must add up to 1, not 4"),
        ("[scale]\nname = 'dev'", "scale.name is chosen by --scale"),
    ],
)
def test_contradictions_are_refused(text: str, words: str) -> None:
    assert words in refusal(text)


def test_a_company_without_sites_is_refused() -> None:
    assert "needs a station" in refusal("[scale]\nfaroe_stations = 0\nfaroe_areas = 0", "ci")


def within(item: Field[Any], hint: Any) -> st.SearchStrategy[Any]:
    """Values of one field: of its type, within its range."""
    origin: Any = get_origin(hint)
    if origin is tuple:
        one = within(item, get_args(hint)[0])
        default: Any = item.default
        return st.tuples(*[one] * len(default))
    low, high = item.metadata["low"], item.metadata["high"]
    if hint is bool:
        return st.booleans()
    if hint is str:
        return st.text()
    if hint is int:
        low, high = (None if x is None else math.ceil(x) for x in (low, high))
        return st.integers(low, 2**53 if high is None else high)
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


@st.composite
def any_parameters(draw: st.DrawFn) -> Parameters:
    """Parameters of a scale with one section's values drawn anew where no rule ties them."""
    parameters = resolve(draw(st.sampled_from(list(SCALES))))
    section = getattr(parameters, draw(st.sampled_from(["growth", "water", "feeding"])))
    hints = get_type_hints(type(section))
    free = [x for x in fields(section) if "knots" not in x.name and x.name != "meal_shares"]
    values = {item.name: draw(within(item, hints[item.name])) for item in free}
    name = next(name for name in SECTIONS if getattr(parameters, name) is section)
    return replace(parameters, **{name: replace(section, **values)})


@given(any_parameters())
def test_stored_parameters_come_back_exactly(parameters: Parameters) -> None:
    stored = json.loads(json.dumps(to_json(parameters)))
    assert from_json(stored) == parameters
    assert to_json(from_json(stored)) == to_json(parameters)


def test_types_come_back_too() -> None:
    parameters = from_json(json.loads(json.dumps(to_json(resolve("dev")))))
    for name, hint in get_type_hints(Parameters).items():
        section = getattr(parameters, name)
        assert type(section) is hint
        assert all(
            isinstance(getattr(section, item.name), bool | int | float | str | tuple)
            for item in fields(section)
        )


def test_stored_parameters_must_be_whole() -> None:
    whole = to_json(resolve("ci"))
    fewer = {name: values for name, values in whole.items() if name != "water"}
    with pytest.raises(ParameterError, match="section 'water' is missing"):
        from_json(fewer)
    with pytest.raises(ParameterError, match=r"unknown section 'wter'; did you mean 'water'\?"):
        from_json({**whole, "wter": {}})


def test_stored_keys_must_be_whole() -> None:
    whole = to_json(resolve("ci"))
    growth = dict(whole["growth"])
    growth["tgc_sea"] = growth.pop("tgc_fry")
    with pytest.raises(ParameterError, match=r"unknown key of \[growth\] 'tgc_sea'"):
        from_json({**whole, "growth": growth})
    del growth["tgc_sea"]
    with pytest.raises(ParameterError, match=r"key of \[growth\] 'tgc_fry' is missing"):
        from_json({**whole, "growth": growth})
