import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('klaster', '0001_initial'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Klaster',
            fields=[
                ('kode', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('nama', models.CharField(max_length=100)),
                ('urutan', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name_plural': 'klaster',
                'ordering': ['urutan'],
            },
        ),
        migrations.CreateModel(
            name='Indikator',
            fields=[
                ('kode', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('nama', models.CharField(max_length=120)),
                ('arah', models.CharField(max_length=5)),
                ('irama', models.CharField(max_length=10)),
                ('mode', models.CharField(max_length=12)),
                ('satuan', models.CharField(max_length=20)),
                ('mingguan', models.BooleanField(default=True)),
                ('urutan', models.PositiveSmallIntegerField()),
                ('aktif', models.BooleanField(default=True)),
                ('klaster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indikator', to='klaster.klaster')),
            ],
            options={
                'verbose_name_plural': 'indikator',
                'ordering': ['urutan'],
                'constraints': [models.CheckConstraint(condition=models.Q(('arah__in', ['naik', 'turun'])), name='indikator_arah_dikenal')],
            },
        ),
    ]
