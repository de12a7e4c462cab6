"""A container, a sensor in it, and the people who sign what is written of them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.explorer.answers import page
from apps.explorer.figures import people
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.places import containers, sensors
from apps.explorer.figures.places.water import water
from apps.explorer.links import link_to, site_of
from apps.explorer.periods import Days, DaysForm

# A sensor has a reading every few hours: some weeks of them can be seen one by one.
USUAL_SENSOR_DAYS = 60


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One container: its life, water, fish, sensors and treatments."""
    found = containers.container(pk)
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, Days.up_to(whole.last))
    days = form.days()
    context = {
        "container": found,
        "site": site_of(found),
        "days_form": form,
        "days": days,
        "inhabitants": containers.inhabitants(found, days),
        "charts": [
            containers.weights(found, days),
            containers.feeding(found, days),
            containers.deaths(found, days),
            *([containers.lice(found, days)] if found.area_id else []),
            *water(containers.its_water(found), days, found.area_id),
        ],
        "sensors": containers.sensors(found),
        "treatments": containers.treatments(found),
        "meals": containers.meals(found, days),
    }
    return page(request, "explorer/container.html", context)


@require_safe
def sensor(request: HttpRequest, pk: int) -> HttpResponse:
    """One sensor: its readings and its faults."""
    found = sensors.sensor(pk)
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, Days.up_to(whole.last, USUAL_SENSOR_DAYS))
    days = form.days()
    context = {
        "sensor": found,
        "container": link_to(found.container),
        "site": site_of(found.container),
        "days_form": form,
        "readings": sensors.readings(found, days),
        "faults": sensors.faults(found),
        "newest": sensors.newest(found, days),
    }
    return page(request, "explorer/sensor.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What one person signed."""
    found = people.person(pk)
    context = {
        "name": found.get_full_name() or found.get_username(),
        "journal": people.journal(found),
        "treatments": people.treatments(found),
    }
    return page(request, "explorer/person.html", context)
