import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lines are derived: they are made anew within half a minute, each with the place."""

    dependencies = [
        ('pustu', '0002_jatuh_tempo'),
        ('puskesmas', '0001_skema'),
    ]

    operations = [
        migrations.RunSQL('DELETE FROM pustu_jatuhtempo; DELETE FROM pustu_uruttempo', migrations.RunSQL.noop),
        migrations.AddField(
            model_name='jatuhtempo',
            name='posyandu',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit'),
            preserve_default=False,
        ),
    ]
