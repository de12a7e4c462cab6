"""Columns of the health side of the farm: rounds, outbreaks, laboratory, examinations.

They are tables of the state and logs of events alike; days are proleptic day numbers.
"""

from scripts.data_generation.config.health.disease_profiles import Disease
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.config.health.laboratory import BLOOD

# One row a batch that is alive: what has come together since the day of its last round.
ROUND_BOOK = {
    "batch": "i8",
    "since": "i8",
    "dead": "i8",
    "feed_units": "i8",
    "fish": "i8",
}

# What is seen of a batch on its weekly round. `days` lie between it and the round before; `share`
# died in them; `next_share` is that of the round after, negative where there is none.
ROUNDS = {
    "id": "i8",
    "day": "i8",
    "days": "i8",
    "batch": "i8",
    "site": "i8",
    "stage_from": "i8",
    "stage_to": "i8",
    "containers": "i8",
    "fish": "i8",
    "biomass_kg": "f8",
    "weight_g": "f8",
    "dead": "i8",
    "share": "f8",
    "feed_units": "i8",
    "temperature_c": "f8",
    "severity": "i8",
    "next_share": "f8",
}

# One row an outbreak: one disease in one batch at one site, kept as long as the batch lives.
# `days` is how long a container is ill; days that have not come are 0, `noticed_day` is planned.
OUTBREAKS = {
    "id": "i8",
    "batch": "i8",
    "disease": "i8",
    "site": "i8",
    "first_day": "i8",
    "last_day": "i8",
    "days": "f8",
    "severity": "f8",
    "noticed_day": "i8",
    "noticed_dead": "i8",
    "noticed_containers": "i8",
    "named_day": "i8",
    "sampled_day": "i8",
    "treated_day": "i8",
    "containers": "i8",
    "dead": "i8",
    "over": "?",
}

# One row a container that an outbreak has reached or will: `peak` is its highest hazard a day.
INFECTIONS = {
    "outbreak": "i8",
    "batch": "i8",
    "disease": "i8",
    "assignment": "i8",
    "first_day": "i8",
    "days": "f8",
    "peak": "f8",
    "counted": "?",
}

# A Ct for each disease, in their order: 0 where it was not found, -1 where it was not tested.
CT_COLUMNS = tuple(f"ct_{disease.name.lower()}" for disease in Disease)

# One row a laboratory sample, with the answer that comes on `received_day`.
LAB_SAMPLES = {
    "id": "i8",
    "day": "i8",
    "batch": "i8",
    "assignment": "i8",
    "container": "i8",
    "kind": "i8",
    "outbreak": "i8",
    "sent_day": "i8",
    "received_day": "i8",
    **dict.fromkeys(CT_COLUMNS, "f8"),
    **{name.replace(" ", "_"): "f8" for name, *_ in BLOOD},
}

# An answer that came; `explained`: an outbreak of what it found goes on in the batch.
LAB_RESULTS = {**LAB_SAMPLES, "explained": "?"}

# A water event that goes on where a batch stands; `dead` of environmental causes so far.
WATER_WATCH = {
    "id": "i8",
    "batch": "i8",
    "site": "i8",
    "body": "i8",
    "kind": "i8",
    "first_day": "i8",
    "last_day": "i8",
    "strength": "f8",
    "temperature_c": "f8",
    "saturation_percent": "f8",
    "dead": "i8",
}

# A score, 0 to 3, of each sign in SCORED.
SCORE_COLUMNS = tuple(f"score_{number}" for number in range(len(SCORED)))

# One row a fish; an examination is a run of rows with one number.
EXAMINED_FISH = {
    "examination": "i8",
    "day": "i8",
    "assignment": "i8",
    "container": "i8",
    "fish_number": "i8",
    "weight_g": "f8",
    "length_cm": "f8",
    **dict.fromkeys(SCORE_COLUMNS, "i8"),
}
