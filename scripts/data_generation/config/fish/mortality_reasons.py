"""Why fish die: the fish health service's tree of reasons under six headings."""

from enum import IntEnum

# Heading of each cause of a mortality event, in the order of CAUSE_CODES, and what it covers.
HEADINGS = (
    ("Infectious", "Infections, known or suspected"),
    ("Handling", "Injuries and stress from people's work with the fish"),
    ("Predators", "Killed or bitten"),
    ("Environment", "Water and weather"),
    ("Unknown", "No reason found"),
    ("Physiological", "Failures of the fish's own development"),
)


class Reason(IntEnum):
    """A reason below a heading. The number is its place in REASONS."""

    IPN = 0
    PD = 1
    SRS = 2
    HSMI = 3
    AGD = 4
    VHS = 5
    IHN = 6
    ISA = 7
    CMS = 8
    WINTER_ULCER = 9
    FUNGUS = 10
    NOT_ESTABLISHED = 11
    DELOUSING = 12
    MOVING = 13
    VACCINATION = 14
    PICKING = 15
    SEAL = 16
    BIRD = 17
    LOW_OXYGEN = 18
    BLOOM = 19
    STORM = 20
    HEAT = 21
    COLD = 22
    WATER_QUALITY = 23
    NO_SIGNS = 24
    DECOMPOSED = 25
    WHITE_EGGS = 26
    FAILED_SMOLT = 27
    DEFORMITY = 28
    MATURATION = 29
    RUNT = 30


# Cause, name and description of every reason, in the order of Reason.
REASONS = (
    ("DISEASE", "Infectious pancreatic necrosis (IPN)", "Swollen belly, pale organs, white casts"),
    ("DISEASE", "Pancreas disease (PD)", "Fish that hang at the surface, fat gone from the gut"),
    ("DISEASE", "Salmonid rickettsial septicaemia (SRS)", "Liver with rings, swollen kidney"),
    ("DISEASE", "Heart and skeletal muscle inflammation (HSMI)", "Pale heart, fluid in the belly"),
    ("DISEASE", "Amoebic gill disease (AGD)", "White patches and slime on the gills"),
    ("DISEASE", "Viral haemorrhagic septicaemia (VHS)", "Bleedings in muscle and organs"),
    ("DISEASE", "Infectious haematopoietic necrosis (IHN)", "Dark fish, bleedings at fin bases"),
    ("DISEASE", "Infectious salmon anaemia (ISA)", "Pale gills, dark liver"),
    ("DISEASE", "Cardiomyopathy syndrome (CMS)", "Burst heart chamber, blood clots round it"),
    ("DISEASE", "Winter ulcer", "Open wounds on the sides"),
    ("DISEASE", "Fungal infection", "Saprolegnia on eggs, skin or gills"),
    ("DISEASE", "Infection not established", "Signs of infection, no agent named"),
    ("HANDLING", "Delousing injuries", "Gill bleeding, scale loss after a treatment"),
    ("HANDLING", "Moving and grading injuries", "Scale loss and bruises from pumps and nets"),
    ("HANDLING", "Vaccination losses", "Fish lost at or soon after the injection"),
    ("HANDLING", "Picking", "Eggs and alevins hurt when dead ones are picked"),
    ("PREDATION", "Seal", "Bites, often to the belly"),
    ("PREDATION", "Bird", "Stabs on the back"),
    ("ENVIRONMENTAL", "Low oxygen", "Open mouths and gills"),
    ("ENVIRONMENTAL", "Bloom", "Gills hurt by algae or jellyfish"),
    ("ENVIRONMENTAL", "Storm", "Fish crushed or scraped by nets"),
    ("ENVIRONMENTAL", "Heat stress", "Deaths in unusually warm water"),
    ("ENVIRONMENTAL", "Cold shock", "Deaths in unusually cold water"),
    ("ENVIRONMENTAL", "Water quality", "Flow, gas, particles or chemistry of the water"),
    ("UNKNOWN", "No signs", "Nothing seen outside or inside"),
    ("UNKNOWN", "Decomposed", "Too decayed to be examined"),
    ("UNKNOWN", "White eggs", "Dead eggs, picked"),
    ("OTHER", "Failed smolt", "Silvering or salt balance failed"),
    ("OTHER", "Deformity", "Spine, jaw or gill covers"),
    ("OTHER", "Maturation", "Early maturing fish"),
    ("OTHER", "Runt", "Thin fish that stopped eating"),
)

# The reasons of deaths on an ordinary day: cause -> (trays, tanks, cages); each lists the reasons
# that may be named and how often.
ORDINARY: dict[str, tuple[tuple[tuple[Reason, float], ...], ...]] = {
    "DISEASE": (
        ((Reason.FUNGUS, 1.0),),
        ((Reason.NOT_ESTABLISHED, 0.7), (Reason.FUNGUS, 0.3)),
        ((Reason.NOT_ESTABLISHED, 1.0),),
    ),
    "HANDLING": (((Reason.PICKING, 1.0),), ((Reason.MOVING, 1.0),), ((Reason.MOVING, 1.0),)),
    "PREDATION": (
        ((Reason.BIRD, 1.0),),
        ((Reason.BIRD, 1.0),),
        ((Reason.SEAL, 0.7), (Reason.BIRD, 0.3)),
    ),
    "ENVIRONMENTAL": (((Reason.WATER_QUALITY, 1.0),),) * 3,
    "UNKNOWN": (
        ((Reason.WHITE_EGGS, 1.0),),
        ((Reason.NO_SIGNS, 0.9), (Reason.DECOMPOSED, 0.1)),
        ((Reason.NO_SIGNS, 0.7), (Reason.DECOMPOSED, 0.3)),
    ),
    "OTHER": (
        ((Reason.DEFORMITY, 1.0),),
        ((Reason.RUNT, 0.6), (Reason.DEFORMITY, 0.4)),
        ((Reason.FAILED_SMOLT, 0.4), (Reason.RUNT, 0.35), (Reason.MATURATION, 0.25)),
    ),
}
