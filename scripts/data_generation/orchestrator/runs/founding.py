"""A run's beginning: founding a company in empty books, and opening the books of one again."""

from django.db import transaction

from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.config.parameters import Parameters, from_json, to_json
from scripts.data_generation.generators.company.infrastructure import write_infrastructure
from scripts.data_generation.generators.company.master_data import ensure_master_data
from scripts.data_generation.generators.company.profiles import write_profiles
from scripts.data_generation.generators.keys import reserve_keys
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.named_rows import still_there
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.runs.guards import (
    refuse_other_version,
    refuse_second_company,
)
from scripts.data_generation.simulation.company.layout import build_layout
from scripts.data_generation.simulation.company.world import World


def found_run(parameters: Parameters, seed: int, history: Span) -> GenerationRun:
    """Store a new run with its reserved keys, and write what the company owns, all or nothing."""
    refuse_second_company()
    ledger = Ledger()
    # Before the transaction: others would wait for a key until its end.
    key_bases = reserve_keys()
    with transaction.atomic():
        run = GenerationRun.objects.create(
            seed=seed,
            scale=parameters.scale.name,
            start_date=history.first,
            end_date=history.last,
            parameters=to_json(parameters),
            output_version=OUTPUT_VERSION,
            key_bases=key_bases,
        )
        books = open_books(run, ledger)
        write_infrastructure(books, history.first, ledger)
        write_profiles(books, ledger)
        run.founding_rows = dict(ledger.rows)
        run.save(update_fields=["founding_rows"])
    return run


def open_books(run: GenerationRun, ledger: Ledger) -> Books:
    """The run's world and the keys that its rows point to."""
    refuse_other_version(run)
    parameters = from_json(run.parameters)
    layout = build_layout(parameters.scale, parameters.equipment)
    world = World(
        parameters, layout, run.seed, run.start_date.toordinal(), run.end_date.toordinal()
    )
    with transaction.atomic():
        ledger.known, ledger.begins = still_there(run.master_keys), run.start_date
        master = ensure_master_data(parameters, layout.sites, run.start_date, ledger)
        _note(run, ledger)
    return Books(world, master, run.key_bases)


def _note(run: GenerationRun, ledger: Ledger) -> None:
    """Keep which rows are the run's master data, and which of them had to be made."""
    changed = []
    if ledger.known != run.master_keys:
        run.master_keys = ledger.known
        changed.append("master_keys")
    for table, keys in ledger.made.items():
        run.made_rows[table] = sorted({*run.made_rows.get(table, []), *keys})
    if ledger.made:
        changed.append("made_rows")
    if changed:
        run.save(update_fields=changed)
