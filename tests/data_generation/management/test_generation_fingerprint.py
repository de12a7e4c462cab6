"""`generation_fingerprint` prints the digests as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.batch.models import Batch


@pytest.mark.usefixtures("company")
def test_it_prints_every_table_with_rows_and_digest() -> None:
    out = StringIO()
    call_command("generation_fingerprint", stdout=out)
    found = json.loads(out.getvalue())
    assert found["batch_batch"]["rows"] == Batch.objects.count()
    assert all(len(entry["digest"]) == 32 for entry in found.values())


@pytest.mark.django_db
def test_empty_books_have_no_fingerprint() -> None:
    with pytest.raises(CommandError, match="run generate_data first"):
        call_command("generation_fingerprint")
