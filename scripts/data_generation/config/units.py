"""Units of time, mass, length and money, for conversions: the only place with their numbers."""

from datetime import date

# Time. A calendar year has 365.25 days on average; tables by the day of the year need 366 rows.
MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24
MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR
DAYS_A_WEEK = 7
MINUTES_A_WEEK = DAYS_A_WEEK * MINUTES_A_DAY
DAYS_A_MONTH = 30.4
MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
DAYS_A_YEAR = 365.25
DAYS_OF_A_LEAP_YEAR = 366
# The mean length of each month, January to December; February over four centuries.
DAYS_OF_MONTHS = (31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The day from which numpy counts its dates.
NUMPY_EPOCH = date(1970, 1, 1)

# Mass and length. Stores of feed are kept in whole units of 0.01 kg, as the books have them.
GRAMS_A_KG = 1000.0
FEED_UNITS_A_KG = 100
METRES_A_KM = 1000.0

# Keeps a divisor from 0 where anything smaller means nothing.
TINY = 1e-9

# Money, shares and angles.
CENTS_A_EURO = 100.0
PER_CENT = 100.0
DEGREES_A_TURN = 360.0
