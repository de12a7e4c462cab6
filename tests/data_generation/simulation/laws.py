"""The balance laws of a farm, as checks of one life; each raises AssertionError with what broke."""

import numpy as np

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import Columns, Life, totals


def _leavers(life: Life) -> Columns:
    """Fish that left each source assignment in transfers: arrived elsewhere, or died on the way."""
    actions = life.log("actions")
    return {
        "id": actions["source"],
        "day": actions["day"],
        "fish": actions["transferred"] + actions["died"],
    }


def eggs_are_alive_dead_or_harvested_every_evening(life: Life) -> None:
    """Eggs received = alive + dead + died in transfer + harvested, each batch and each evening."""
    evenings, changes = life.every_evening(), life.log("batch_changes")
    opened = life.log("opened")
    batch_of = np.zeros(opened["id"].max() + 1, dtype=np.int64)
    batch_of[opened["id"]] = opened["batch"]
    deaths, actions, harvests = life.log("deaths"), life.log("actions"), life.log("harvests")
    last = life.farm.state.today
    first = int(life.chunks[0].first_day)
    for batch in np.unique(changes["id"]):
        mine = changes["id"] == batch
        eggs, start = changes["eggs"][mine][0], changes["day"][mine][0]
        gone = np.zeros(last - first + 1, dtype=np.int64)
        for days, fish in (
            _of(batch, deaths["batch"], deaths["day"], deaths["count"]),
            _of(batch, batch_of[actions["source"]], actions["day"], actions["died"]),
            _of(batch, harvests["batch"], harvests["day"], harvests["count"]),
        ):
            np.add.at(gone, days - first, fish)
        alive = np.zeros_like(gone)
        rows = evenings["batch"] == batch
        np.add.at(alive, evenings["day"][rows] - first, evenings["count"][rows])
        balance = alive + gone.cumsum()
        assert (balance[start - first :] == eggs).all(), f"batch {batch} loses or doubles fish"
        assert (balance[: start - first] == 0).all(), f"batch {batch} lives before its start"


def _of(batch: int, owners: Values, days: Values, fish: Values) -> tuple[Values, Values]:
    rows = owners == batch
    return days[rows], fish[rows]


def every_assignment_accounts_for_its_fish(life: Life) -> None:
    """Fish put in = deaths + fish moved out + fish harvested or still there."""
    opened, left = life.log("opened"), _leavers(life)
    deaths = totals(life.log("deaths")["assignment"], life.log("deaths")["count"])
    moved = totals(left["id"], left["fish"])
    harvested = totals(life.log("harvests")["assignment"], life.log("harvests")["count"])
    there = totals(life.log("standing")["id"], life.log("standing")["count"])
    for one, count in zip(opened["id"].tolist(), opened["initial_count"].tolist(), strict=True):
        parts = [book.get(one, 0) for book in (deaths, moved, harvested, there)]
        assert count == sum(parts), f"assignment {one}: {count} put in, {parts} found"
    assert len(set(opened["id"].tolist())) == len(opened["id"])


def moves_lose_nobody_unseen(life: Life) -> None:
    """Moved + died = what left the sources; arrivals = first counts of the destinations."""
    actions, flows = life.log("actions"), life.workflows()
    sums_of = {
        "transferred": actions["transferred"],
        "died": actions["died"],
        "actions_done": np.ones_like(actions["id"]),
    }
    for column, values in sums_of.items():
        sums = totals(actions["workflow"], values)
        assert [sums.get(flow, 0) for flow in flows["id"].tolist()] == flows[column].tolist()
    assert np.array_equal(flows["transferred"] + flows["died"], flows["source_count"])
    opened = life.log("opened")
    later = opened["stage"] != Stage.EGG_ALEVIN
    first_counts = totals(opened["id"][later], opened["initial_count"][later])
    assert totals(actions["dest"], actions["transferred"]) == first_counts


def an_action_takes_what_its_source_still_holds(life: Life) -> None:
    """`before` starts with the whole container and falls by each part that leaves."""
    actions = life.log("actions")
    assert (actions["transferred"] + actions["died"] <= actions["before"]).all()
    order = np.lexsort((actions["id"], actions["source"], actions["workflow"]))
    same = np.diff(actions["source"][order]) == 0
    same &= np.diff(actions["workflow"][order]) == 0
    after = (actions["before"] - actions["transferred"] - actions["died"])[order]
    assert (actions["before"][order][1:][same] == after[:-1][same]).all()
    first = order[np.concatenate([[True], ~same])]
    evenings = life.every_evening()
    held = dict(zip(evenings["id"] * 10_000_000 + evenings["day"], evenings["count"], strict=True))
    the_day_before = actions["source"][first] * 10_000_000 + actions["day"][first] - 1
    assert [held[key] for key in the_day_before] == actions["before"][first].tolist()


def a_container_never_holds_two_batches(life: Life) -> None:
    """On no evening has a container two assignments, and stays of one container do not overlap."""
    evenings, stays = life.every_evening(), life.stays()
    place = evenings["container"] * 10_000_000 + evenings["day"]
    assert len(np.unique(place)) == len(place)
    assert (stays["days"] == stays["end_day"] - stays["first_day"]).all()


def containers_rest_between_batches(life: Life) -> None:
    """A container stays empty for the fallow days of its kind."""
    stays = life.stays()
    order = np.lexsort((stays["first_day"], stays["container"]))
    container, start, end = (stays[name][order] for name in ("container", "first_day", "end_day"))
    again = np.diff(container) == 0
    empty = (start[1:] - end[:-1])[again]
    assert (empty >= life.world.container_rest[container[1:][again]]).all()


def containers_never_exceed_their_capacity(life: Life) -> None:
    """Biomass stays within the container's limit, and an area's within its licence."""
    evenings, layout = life.every_evening(), life.world.layout
    kilos = evenings["count"] * evenings["weight_g"] / 1000
    limit = layout.containers.max_biomass_kg[evenings["container"]]
    assert (kilos <= limit * (1 + 1e-9)).all()
    site = layout.containers.site[evenings["container"]]
    at_sea = evenings["stage"] == Stage.ADULT
    key = site[at_sea] * 10_000_000 + evenings["day"][at_sea]
    names, position = np.unique(key, return_inverse=True)
    together = np.bincount(position, weights=kilos[at_sea])
    assert (together <= layout.sites.max_biomass_kg[names // 10_000_000]).all()
    assert (evenings["count"] > 0).all()


def fish_live_in_the_containers_of_their_stage(life: Life) -> None:
    """Freshwater stages in their own tanks of one station, grow-out in the cages of one area."""
    opened, layout = life.log("opened"), life.world.layout
    kind = layout.containers.kind[opened["container"]]
    usual = np.asarray([life.world.kind_of(stage) for stage in STAGES])[opened["stage"]]
    staged = (opened["stage"] == Stage.POST_SMOLT) & (kind == ContainerKind.PRE_TRANSFER_TANK)
    assert ((kind == usual) | staged).all()
    at_sea = opened["stage"] == Stage.ADULT
    assert ((kind == ContainerKind.CAGE) == at_sea).all()
    changes = life.log("batch_changes")
    home = {
        name: dict(zip(changes["id"].tolist(), changes[name].tolist(), strict=True))
        for name in ("station", "area")
    }
    site = layout.containers.site[opened["container"]]
    for row, batch in enumerate(opened["batch"].tolist()):
        assert site[row] == home["area" if at_sea[row] else "station"][batch]


def stages_follow_each_other_in_their_time(life: Life) -> None:
    """Six stages in order; 85 to 95 days each in fresh water, 400 to 500 at sea and the harvest."""
    changes, cycle = life.log("batch_changes"), life.world.parameters.life_cycle
    for batch in np.unique(changes["id"]):
        mine = changes["id"] == batch
        stages, days = changes["stage"][mine].tolist(), changes["day"][mine]
        done = bool(changes["completed"][mine][-1])
        assert not changes["completed"][mine][:-1].any()
        assert stages == list(range(6))[: len(stages) - done] + [Stage.ADULT] * done
        lengths = np.diff(days)
        fresh = lengths[: int(Stage.ADULT)]
        late = _days_the_sea_was_closed(life, changes, mine) if len(stages) > Stage.ADULT else 0
        longest = 95 + late * (np.arange(len(fresh)) == Stage.POST_SMOLT)
        assert ((fresh >= 85) & (fresh <= longest)).all(), f"batch {batch}: {fresh}"
        if done:
            began = int(changes["harvest_from"][mine][-1])
            assert cycle.grow_out_days_min <= began - days[-2]
            assert lengths[-1] <= cycle.grow_out_days_max


def _days_the_sea_was_closed(life: Life, changes: Columns, mine: Values) -> int:
    """Days past the 95th of a batch's last tanks on which a storm or want of room kept it."""
    last, sea = changes["day"][mine][[Stage.POST_SMOLT, Stage.ADULT]].tolist()
    days = np.arange(last + 95, max(sea, last + 96))
    body = life.world.body_of_area(int(changes["area"][mine][Stage.ADULT]))
    water = life.world.climate.days(int(days[0]), int(days[-1]))
    waits = life.log("waits")
    waited = waits["day"][waits["batch"] == changes["id"][mine][0]]
    closed = (water.storm[body] > 0.0) | np.isin(days, waited)
    assert sea <= last + 95 or closed.all()
    return int(closed.sum())


def numbers_are_given_out_once_and_in_order(life: Life) -> None:
    """Every log that counts its rows counts from 1 without a gap."""
    once = ("opened", "harvests", "harvest_lots", "purchases")
    numbers = {name: life.log(name)["id"] for name in once}
    numbers["workflows"] = life.workflows()["id"]
    # An action's number is given to its plan; it keeps it when it is carried out.
    numbers["actions"] = life.log("planned_actions")["id"]
    for name, given in numbers.items():
        assert sorted(given.tolist()) == list(range(1, len(given) + 1)), name
    done = life.log("actions")["id"]
    assert len(set(done.tolist())) == len(done)
    assert np.isin(done, numbers["actions"]).all()
    samples = np.unique(life.log("sampled_fish")["sample"])
    assert samples.tolist() == list(range(1, len(samples) + 1))


def nobody_eats_dies_or_is_weighed_where_no_fish_are(life: Life) -> None:
    """Meals, deaths and samples lie within the stay of their assignment."""
    stays = life.stays()
    for name in ("meals", "deaths", "sampled_fish"):
        log = life.log(name)
        row = np.searchsorted(stays["assignment"], log["assignment"])
        assert (stays["assignment"][row] == log["assignment"]).all()
        assert (log["day"] >= stays["first_day"][row]).all()
        assert (log["day"] < stays["end_day"][row]).all()


LAWS = (
    eggs_are_alive_dead_or_harvested_every_evening,
    every_assignment_accounts_for_its_fish,
    moves_lose_nobody_unseen,
    an_action_takes_what_its_source_still_holds,
    a_container_never_holds_two_batches,
    containers_rest_between_batches,
    containers_never_exceed_their_capacity,
    fish_live_in_the_containers_of_their_stage,
    stages_follow_each_other_in_their_time,
    numbers_are_given_out_once_and_in_order,
    nobody_eats_dies_or_is_weighed_where_no_fish_are,
)
