"""Plots of a batch's life, drawn by matplotlib without a screen."""

from datetime import date
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from apps.batch.models import Batch
from apps.explorer.palette import LIGHT, STAGES
from scripts.data_generation.reporting import batch_life
from scripts.data_generation.reporting.batch_life import DailyCourse, StageOfLife

STAGE_COLOURS = tuple(LIGHT[name] for name in STAGES)
# Behind the curves, so that these are read.
FAINT = 0.18
INK, ACCENT = "#17242b", LIGHT["c8"]


def plot_batch(batch: Batch, stages: list[StageOfLife], path: Path) -> None:
    """Draw a batch's weight, water, deaths and feed over its life into a PNG or SVG file."""
    figure = Figure(figsize=(10, 9), layout="constrained")
    axes = figure.subplots(4, 1, sharex=True)
    weights = batch_life.sampled_weights(batch)
    _draw(axes[0], weights, "Weight of sampled fish, g", ".", INK)
    axes[0].set_yscale("log")
    _draw(axes[1], batch_life.temperatures(batch, stages), "Recorded water, °C", "-", ACCENT)
    _draw(axes[2], batch_life.deaths(batch), "Dead fish a day", "-", INK)
    _draw(axes[3], batch_life.feed(batch), "Feed a day, kg", "-", ACCENT)
    for axis in axes:
        _shade_stages(axis, stages)
    _name_stages(axes[0], stages)
    figure.suptitle(f"{batch.batch_number}, from eyed eggs to harvest", color=INK)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def _draw(axis: Axes, course: DailyCourse, label: str, style: str, colour: str) -> None:
    days = np.asarray(course.days)
    axis.plot(days, course.values, style, color=colour, markersize=4, linewidth=1)
    axis.set_ylabel(label, color=INK)
    axis.grid(visible=True, alpha=0.25)


def _shade_stages(axis: Axes, stages: list[StageOfLife]) -> None:
    for stage, colour in zip(stages, STAGE_COLOURS, strict=False):
        end = _on_axis(stage.last_day) if stage.last_day else axis.get_xlim()[1]
        axis.axvspan(
            _on_axis(stage.first_day), end, color=colour, alpha=FAINT, linewidth=0, zorder=0
        )


def _on_axis(day: date) -> float:
    """The day as matplotlib counts it: days since 1970."""
    return float(np.datetime64(day, "D").astype(np.int64))


def _name_stages(axis: Axes, stages: list[StageOfLife]) -> None:
    for stage in stages:
        axis.annotate(
            stage.name, (stage.first_day, 1.02), xycoords=("data", "axes fraction"), fontsize=8
        )
