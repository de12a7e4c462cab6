"""Stations and sea areas in the Faroe Islands. A smaller company owns the first of each list."""

from scripts.data_generation.config.company.places import places

STATIONS = places(
    ("Viðareiði", "faroe", 62.3580, -6.5300),
    ("Norðtoftir", "faroe", 62.2780, -6.5850),
    ("Strond", "faroe", 62.2620, -6.5800),
    ("Glyvradalur", "faroe", 62.1300, -6.7250),
    ("Húsar", "faroe", 62.2635, -6.6940),
    ("Skálavík", "faroe", 61.8330, -6.6640),
    ("Gjógv", "faroe", 62.3230, -6.9450),
    ("Svínáir", "faroe", 62.2280, -7.0250),
    ("Kollafjørður", "faroe", 62.1185, -6.9070),
    ("Kvívík", "faroe", 62.1190, -7.0700),
    ("Miðvágur", "faroe", 62.0520, -7.1900),
    ("Trongisvágur", "faroe", 61.5300, -6.8500),
    ("Hellur", "faroe", 62.2620, -6.8500),
)

# A15 and A23 carry the numbers they are published under; the other numbers are the company's own.
AREAS = places(
    ("A15 Froðba", "faroe", 61.5423, -6.7657),
    ("A23 Hvalba", "faroe", 61.6000, -6.9150),
    ("A03 Borðoyavík", "faroe", 62.2042, -6.5443),
    ("A04 Árnafjørður", "faroe", 62.2511, -6.5298),
    ("A07 Haraldssund", "faroe", 62.2767, -6.6006),
    ("A11 Lambavík", "faroe", 62.1400, -6.6900),
    ("A12 Gøtuvík", "faroe", 62.1800, -6.7350),
    ("A06 Fuglafjørður", "faroe", 62.2329, -6.7863),
    ("A10 Funningsfjørður", "faroe", 62.2741, -6.9464),
    ("A13 Sundini", "faroe", 62.2248, -7.0301),
    ("A17 Vestmanna", "faroe", 62.1468, -7.1691),
    ("A21 Sørvágur", "faroe", 62.0790, -7.3516),
    ("A25 Kaldbaksfjørður", "faroe", 62.0547, -6.8421),
    ("A57 Kollafjørður", "faroe", 62.1075, -6.9090),
)
