"""views/README.md of an export: what each column of the views means, queries, and how to split."""

README = """\
# Views

One file each, made of the tables beside them. What nobody measured on a day is null.

    cage_day 1 --- n per stay        site_day = sum of cage_day over the containers of a site
        | batch, days                batch_week = the weekly summary of a batch, with its deaths
    batch_week

## cage_day: one row a container with fish and day

A stay lasts from the day on which fish came to the day before they left.

| column | unit | meaning |
|---|---|---|
| day | | the day |
| container, container_id | | the tray, tank or cage |
| assignment_id | | the stay: key of batch_batchcontainerassignment |
| batch, stage, site, country | | what lived there, in which stage, and where |
| fish | fish | registered at the end of the day |
| deaths, deaths_disease, ... | fish | found dead on the day, in all and by cause |
| feed_kg | kg | the meals of the day |
| weighed_g | g | mean weight of the fish weighed on the day; most days nobody weighs |
| temperature_c, oxygen_mg_l | degrees C, mg/L | means of the day's readings, faults included |
| lice | lice a fish | adult females, mean of the fish counted on the day |
| treatments | | treatments begun on the day |

## site_day: one row a station or sea area and day

`containers` with fish, `fish`, `deaths` and `feed_kg`, summed over them.

## batch_week: one row a batch and week

`first_day`, `last_day`, `feed_kg`, `growth_kg`, `fcr`, mean `biomass_kg`, `containers`, `deaths`.

## Queries

```python
duckdb.sql("SELECT stage, sum(feed_kg) / sum(deaths) FROM 'views/cage_day.parquet' GROUP BY stage")
days = pandas.read_parquet("views/cage_day.parquet")
days[days.lice > 0.5].groupby("site").day.nunique()          # days above the limit
days.set_index("day").groupby("batch").deaths.rolling(7).sum()  # a week's deaths
```

## Truth, and how to split

What truly happened is in `data_generation_diseaseoutbreak` (by batch and site),
`data_generation_waterevent` (by area) and `data_generation_sensorfault` (by sensor, with
--dirty-data). Nothing of these three may be a feature: they are the answers.

Split by batch and by time: train on batches that were harvested before a day, test on batches that
began after it. Rows of one cage on neighbouring days are nearly copies, so a split by rows leaks.
These leak too: `deaths_disease` and the records of mortality when the disease is to be found
(people wrote them after they knew), the outcome of a treatment, `departure_date` and all totals of
a batch that ends later, and every journal entry written after the day in question.
"""
