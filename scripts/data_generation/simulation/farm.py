"""The farm: the whole company stepped day by day, and the chunk of events that comes out."""

from collections.abc import Callable

from scripts.data_generation.simulation.company.world import Today, World
from scripts.data_generation.simulation.feed.daily_feeding import feed
from scripts.data_generation.simulation.feed.feed_stores import receive_feed
from scripts.data_generation.simulation.feed.feeding_weeks import sum_up_feeding
from scripts.data_generation.simulation.feed.ordering import order_feed
from scripts.data_generation.simulation.fish.daily_life import die, grow
from scripts.data_generation.simulation.fish.stress import feel_water
from scripts.data_generation.simulation.fish.weighing import weigh
from scripts.data_generation.simulation.health.examining import examine
from scripts.data_generation.simulation.health.laboratory import use_laboratory
from scripts.data_generation.simulation.health.outbreak_care import follow_outbreaks
from scripts.data_generation.simulation.health.outbreaks import fall_ill
from scripts.data_generation.simulation.health.prevention import prevent
from scripts.data_generation.simulation.health.rounds import make_rounds
from scripts.data_generation.simulation.health.vaccination import vaccinate
from scripts.data_generation.simulation.health.water_watch import watch_water
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.fish_tables import AssignmentChanges
from scripts.data_generation.simulation.ledger.water_tables import WaterEvents
from scripts.data_generation.simulation.lice.delousing import delouse
from scripts.data_generation.simulation.lice.infestation import infest
from scripts.data_generation.simulation.lice.lice_counting import count_lice
from scripts.data_generation.simulation.logistics.area_planning import allot_areas
from scripts.data_generation.simulation.logistics.harvesting import harvest_batches
from scripts.data_generation.simulation.logistics.moves import move_batches
from scripts.data_generation.simulation.logistics.starts import receive_eggs
from scripts.data_generation.simulation.logistics.stocking import record_occupancy

Step = Callable[[World, FarmState, Today, ChunkEvents], None]

STEPS: tuple[Step, ...] = (
    allot_areas,
    receive_eggs,
    move_batches,
    harvest_batches,
    receive_feed,
    feel_water,
    vaccinate,
    prevent,
    infest,
    count_lice,
    delouse,
    fall_ill,
    feed,
    grow,
    die,
    use_laboratory,
    follow_outbreaks,
    watch_water,
    weigh,
    examine,
    make_rounds,
    order_feed,
    sum_up_feeding,
)


class Farm:
    """One company; `advance` lives its days, each with these steps in this order.

    | #  | step             | reads                               | changes                       |
    |----|------------------|-------------------------------------|-------------------------------|
    | 1  | allot_areas      | days to the sea, rested areas       | areas, length of stages       |
    | 2  | receive_eggs     | start pattern, room all the way     | new batch, its trays          |
    | 3  | move_batches     | degree-days, stage days, free tanks | assignments, stage, transfers |
    | 4  | harvest_batches  | weight, days in the sea, storms     | cages emptied, batches closed |
    | 5  | receive_feed     | orders, expiry dates                | lots in the stores            |
    | 6  | feel_water       | the day's water                     | appetite, extra hazard        |
    | 7  | vaccinate        | stage, mean weight                  | vaccine, appetite, treatments |
    | 8  | prevent          | days in the sea, day of the year    | protection, treatments        |
    | 9  | infest           | warmth, salinity, lice all around   | lice, larvae                  |
    | 10 | count_lice       | lice, day of the fortnight          | lice counts                   |
    | 11 | delouse          | counts, habits, storms, resistance  | lice, appetite, treatments    |
    | 12 | fall_ill         | risk of diseases, fish that moved   | infections, appetite, hazard  |
    | 13 | feed             | water, TGC, FCR, appetite, lots     | meals, lots, the day's gain   |
    | 14 | grow             | the day's gain, degree-days         | weights, degree-days          |
    | 15 | die              | stage, season, extra hazard         | counts, deaths                |
    | 16 | use_laboratory   | infections, day of the batch        | samples, answers, names       |
    | 17 | follow_outbreaks | deaths, infections, names           | outbreaks, treatments         |
    | 18 | watch_water      | water events, deaths by them        | journal of the water          |
    | 19 | weigh            | weights, weekday of the container   | growth samples                |
    | 20 | examine          | infections, moves, lice             | examined fish, scores         |
    | 21 | make_rounds      | dead, feed, weekday of the batch    | rounds, issues                |
    | 22 | order_feed       | lots, forecast of need, prices      | orders                        |
    | 23 | sum_up_feeding   | the day's feed, gain, weighings     | weeks of feed and growth      |

    Fish that move or are harvested leave in the morning: they eat, grow, die and are weighed where
    they are in the evening, and a container is occupied from the day of arrival to the day before
    departure.
    """

    def __init__(self, world: World, state: FarmState) -> None:
        self.world = world
        self.state = state

    @classmethod
    def founded(cls, world: World, first_day: int) -> "Farm":
        """An empty company on the evening before its first day (a proleptic day number)."""
        layout = world.layout
        return cls(world, FarmState(len(layout.containers), len(layout.sites), first_day))

    def advance(self, first_day: int, last_day: int) -> ChunkEvents:
        """Live the days from `first_day` to `last_day` (proleptic day numbers, both included).

        Raises ValueError when `first_day` is not the day after the farm's last evening.
        """
        if first_day != self.state.today + 1:
            raise ValueError(
                f"the farm stands on the evening of day {self.state.today}; "
                f"it cannot go on with day {first_day}"
            )
        events = ChunkEvents(first_day, last_day)
        water = self.world.climate.days(first_day, last_day)
        for number in range(first_day, last_day + 1):
            today = Today(number, water)
            for step in STEPS:
                step(self.world, self.state, today, events)
            self.state.today = number
        self._note_evening(events)
        self._note_water(events)
        return events.join()

    def _note_water(self, events: ChunkEvents) -> None:
        """Log the water events that begin in the chunk; they depend on nothing that was lived."""
        world, first = self.world, events.first_day
        calendar = world.climate.events
        found = calendar.beginning if first > world.first_day else calendar.touching
        begun = found(first, events.last_day)
        events.water_events.append(
            WaterEvents(
                area=world.areas[begun.area],
                body=world.climate.halls + begun.area,
                kind=begun.kind,
                start_day=begun.first_day,
                end_day=begun.last_day,
                strength=begun.strength,
            )
        )

    def _note_evening(self, events: ChunkEvents) -> None:
        """Log what stands on the chunk's last evening."""
        assignments = self.state.assignments
        events.standing.append(AssignmentChanges(**assignments.columns, day=self.state.today))
        record_occupancy(events, assignments, self.state.today + 1)
        events.batches_today.append(self.state.batches)
        events.lots_today.append(self.state.lots.where(self.state.lots.arrived))
        events.outbreaks_today.append(self.state.outbreaks)
