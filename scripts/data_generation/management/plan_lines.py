"""What `generate_data --dry-run` prints: sessions, rows and bytes by table, disk, time."""

from collections.abc import Iterator

from django.db import connection

from scripts.data_generation.orchestrator.estimates.disk_space import (
    database_disk,
    needed_bytes,
    size,
)
from scripts.data_generation.orchestrator.estimates.disk_use import DiskUse
from scripts.data_generation.orchestrator.estimates.dry_run import DryPlan
from scripts.data_generation.orchestrator.estimates.working_time import working_seconds


def plan_lines(plan: DryPlan) -> Iterator[str]:
    """The whole plan."""
    yield ""
    yield f"  {'session':<7}  {'days':<24}  {'chunks':>6}  {'rows':>12}"
    for session in plan.sessions:
        planned = session.session
        days = f"{planned.first} to {planned.last}" if planned.days else "none left"
        yield (
            f"  {planned.number:<7}  {days:<24}  {session.chunks:>6}  {session.rows.total():>12,}"
        )
    if plan.lacking_readings:
        yield f"  and {plan.lacking_readings:,} readings that workers still owe"
    yield ""
    disk_use = DiskUse(connection, plan.work)
    yield from _table_lines(plan, disk_use)
    yield ""
    chunks = sum(session.chunks for session in plan.sessions)
    tables = disk_use.of_rows(plan.rows) + disk_use.of_checkpoints(plan.state_bytes, chunks)
    yield from _disk_lines(plan, disk_use, tables)
    yield (
        f"time: about {_duration(working_seconds(plan))} with one worker, an estimate from how "
        f"long this machine took just now"
    )


def _table_lines(plan: DryPlan, disk_use: DiskUse) -> Iterator[str]:
    width = max((len(name) for name in plan.rows), default=0)
    for name, count in sorted(plan.rows.items()):
        yield f"  {name:<{width}}  {count:>12,}  {size(count * disk_use.of_row(name)):>12}"
    everything = size(disk_use.of_rows(plan.rows))
    yield f"  {'all tables':<{width}}  {plan.rows.total():>12,}  {everything:>12}"


def _disk_lines(plan: DryPlan, disk_use: DiskUse, tables: float) -> Iterator[str]:
    """What is needed and what there is; a run itself reckons roughly, so it may say no earlier."""
    disk, needed = database_disk(), needed_bytes(tables, plan.work)
    yield (
        f"disk: about {size(tables)} of tables and checkpoints, {size(needed)} with the "
        f"write-ahead log; {disk}"
    )
    rough = needed_bytes(disk_use.roughly(), plan.work)
    if disk.free is None:
        return
    if needed > disk.free:
        yield "it does not fit: a run would refuse to start without --ignore-disk-space"
    elif rough > disk.free:
        yield (
            f"it fits, yet a run starts only with --ignore-disk-space: it reckons roughly, "
            f"{size(rough)}"
        )


def _duration(seconds: float) -> str:
    """Seconds as people read them."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
