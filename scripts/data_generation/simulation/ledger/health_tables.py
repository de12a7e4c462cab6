"""Tables of health: rounds, outbreaks, laboratory samples, examinations."""

from scripts.data_generation.config.health.disease_profiles import Disease
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.config.health.laboratory import BLOOD
from scripts.data_generation.simulation.ledger.table import (
    BooleanColumn,
    FloatColumn,
    IntegerColumn,
    Table,
    column,
)


class RoundBook(Table):
    """One row a batch that is alive: what has come together since the day of its last round."""

    batch: IntegerColumn = column("id", "the batch")
    since: IntegerColumn = column("day", "of its last round; at first the day before its start")
    dead: IntegerColumn = column("fish", "that have died since")
    feed_units: IntegerColumn = column("0.01 kg", "fed since")
    fish: IntegerColumn = column("fish", "alive on the last round; at first its eggs")


class Rounds(Table):
    """What is seen of a batch on its weekly round."""

    id: IntegerColumn = column("id", "the round")
    day: IntegerColumn = column("day", "of the round")
    days: IntegerColumn = column("days", "since the round before")
    batch: IntegerColumn = column("id", "that was looked at")
    site: IntegerColumn = column("index", "where one of its containers stands")
    stage_from: IntegerColumn = column("code", "of its fish that are furthest behind (Stage)")
    stage_to: IntegerColumn = column("code", "of its fish that have come farthest (Stage)")
    containers: IntegerColumn = column("count", "that it stands in")
    fish: IntegerColumn = column("fish", "alive")
    biomass_kg: FloatColumn = column("kg", "of all of them")
    weight_g: FloatColumn = column("g", "mean weight")
    dead: IntegerColumn = column("fish", "that died in these days")
    share: FloatColumn = column("share", "that died of those that were at risk")
    feed_units: IntegerColumn = column("0.01 kg", "fed in these days")
    temperature_c: FloatColumn = column("°C", "mean of its containers")
    severity: IntegerColumn = column("code", "0 low, 1 medium, 2 high")
    next_share: FloatColumn = column("share", "`share` of the next round; negative without one")


class Outbreaks(Table):
    """One row an outbreak: one disease in one batch at one site, kept while the batch lives.

    Days that have not come are 0, but for `noticed_day`, which is planned.
    """

    id: IntegerColumn = column("id", "the outbreak")
    batch: IntegerColumn = column("id", "that is ill")
    disease: IntegerColumn = column("code", "that it has (Disease)")
    site: IntegerColumn = column("index", "where")
    first_day: IntegerColumn = column("day", "its first container falls ill")
    last_day: IntegerColumn = column("day", "its last container is ill")
    days: FloatColumn = column("days", "that a container is ill")
    severity: FloatColumn = column("factor", "of its deaths, around 1")
    noticed_day: IntegerColumn = column("day", "people notice it")
    noticed_dead: IntegerColumn = column("fish", "dead of it when it was noticed")
    noticed_containers: IntegerColumn = column("count", "containers ill when it was noticed")
    named_day: IntegerColumn = column("day", "the laboratory named the disease")
    sampled_day: IntegerColumn = column("day", "samples were taken because of it")
    treated_day: IntegerColumn = column("day", "its remedy was given")
    containers: IntegerColumn = column("count", "containers that have fallen ill so far")
    dead: IntegerColumn = column("fish", "that have died of it so far")
    over: BooleanColumn = column("flag", "it has run its course, or no fish of it are left")


class Infections(Table):
    """One row a container that an outbreak has reached or will reach."""

    outbreak: IntegerColumn = column("id", "the outbreak")
    batch: IntegerColumn = column("id", "that is ill")
    disease: IntegerColumn = column("code", "that it has (Disease)")
    assignment: IntegerColumn = column("id", "the container's")
    first_day: IntegerColumn = column("day", "it falls ill")
    days: FloatColumn = column("days", "that it is ill")
    peak: FloatColumn = column("1/day", "its highest hazard")
    counted: BooleanColumn = column("flag", "it stands in `containers` of its outbreak")


class LabSamples(Table):
    """One row a laboratory sample, with the answer that comes on `received_day`.

    A Ct is 0 where the agent was not found and -1 where it was not tested for; blood values are 0
    for samples of another kind.
    """

    id: IntegerColumn = column("id", "the sample")
    day: IntegerColumn = column("day", "it was taken")
    batch: IntegerColumn = column("id", "it was taken from")
    assignment: IntegerColumn = column("id", "it was taken from")
    container: IntegerColumn = column("index", "where")
    kind: IntegerColumn = column("code", "what was sent (SampleKind)")
    outbreak: IntegerColumn = column("id", "because of which it was taken; 0: routine")
    sent_day: IntegerColumn = column("day", "it was sent")
    received_day: IntegerColumn = column("day", "the answer comes")
    ct_ipn: FloatColumn = column("Ct", "infectious pancreatic necrosis")
    ct_pd: FloatColumn = column("Ct", "pancreas disease")
    ct_srs: FloatColumn = column("Ct", "salmonid rickettsial septicaemia")
    ct_hsmi: FloatColumn = column("Ct", "heart and skeletal muscle inflammation")
    ct_agd: FloatColumn = column("Ct", "amoebic gill disease")
    ct_vhs: FloatColumn = column("Ct", "viral haemorrhagic septicaemia")
    ct_ihn: FloatColumn = column("Ct", "infectious haematopoietic necrosis")
    ct_isa: FloatColumn = column("Ct", "infectious salmon anaemia")
    ct_cms: FloatColumn = column("Ct", "cardiomyopathy syndrome")
    ct_winter_ulcer: FloatColumn = column("Ct", "winter ulcer")
    haematocrit: FloatColumn = column("%", "red cells in the blood")
    creatine_kinase: FloatColumn = column("U/l", "enzyme of damaged muscle in the blood")
    chloride: FloatColumn = column("mmol/l", "in the blood")
    glucose: FloatColumn = column("mmol/l", "in the blood")


class LabResults(LabSamples):
    """An answer that came."""

    explained: BooleanColumn = column("flag", "an outbreak of what it found goes on in the batch")


class ExaminedFish(Table):
    """One row a fish; an examination is a run of rows with one number."""

    examination: IntegerColumn = column("id", "the examination")
    day: IntegerColumn = column("day", "of it")
    assignment: IntegerColumn = column("id", "whose fish these are")
    container: IntegerColumn = column("index", "where")
    fish_number: IntegerColumn = column("number", "of the fish in its examination, from 1")
    weight_g: FloatColumn = column("g", "as read off the scale")
    length_cm: FloatColumn = column("cm", "as read off the board")
    score_0: IntegerColumn = column("0 to 3", "gill condition")
    score_1: IntegerColumn = column("0 to 3", "eye condition")
    score_2: IntegerColumn = column("0 to 3", "wounds/lesions")
    score_3: IntegerColumn = column("0 to 3", "fin condition")
    score_4: IntegerColumn = column("0 to 3", "body condition")
    score_5: IntegerColumn = column("0 to 3", "swimming behavior")
    score_6: IntegerColumn = column("0 to 3", "appetite")
    score_7: IntegerColumn = column("0 to 3", "mucous membrane")
    score_8: IntegerColumn = column("0 to 3", "color/pigmentation")


# The Ct of each disease, in the order of Disease.
CT_COLUMNS: tuple[FloatColumn, ...] = tuple(
    getattr(LabSamples, f"ct_{disease.name.lower()}") for disease in Disease
)
# The blood values, in the order of BLOOD.
BLOOD_COLUMNS: tuple[FloatColumn, ...] = tuple(
    getattr(LabSamples, name.replace(" ", "_")) for name, *_ in BLOOD
)
# The score of each sign, in the order of SCORED.
SCORE_COLUMNS: tuple[IntegerColumn, ...] = tuple(
    getattr(ExaminedFish, f"score_{number}") for number in range(len(SCORED))
)
