"""A week is written anew each time, and no indexed column changes: with half of each page free the update stays in place."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("capaian", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE capaian_capaian SET (fillfactor = 50)", "ALTER TABLE capaian_capaian RESET (fillfactor)"
        )
    ]
