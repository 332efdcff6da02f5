import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def install_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that stand with the models below, all at once: an AddTrigger for each renders every model anew, 0.1 s each time."""
    for model in apps.get_app_config('pustu').get_models():
        for trigger in getattr(model._meta, 'triggers', []):
            schema_editor.execute(trigger.install_sql, params=None)


class Migration(migrations.Migration):

    replaces = [
        ('pustu', '0001_initial'),
        ('pustu', '0002_kerja'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('posyandu', '0001_skema'),
        ('puskesmas', '0001_skema'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pustu',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('puskesmas.unit',),
        ),
        migrations.CreateModel(
            name='Rujukan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('ke_nama', models.CharField(blank=True, help_text='Rumah sakit atau faskes di luar unit kabupaten.', max_length=100)),
                ('kode', models.CharField(help_text='Kode pada surat dan QR-nya.', max_length=16, unique=True)),
                ('tanggal', models.DateField(help_text='Hari dirujuk, menurut jam kabupaten.')),
                ('alasan', models.CharField(max_length=300)),
                ('catatan', models.CharField(blank=True, help_text='Untuk penerima; tidak dilihat kader.', max_length=1000)),
                ('temuan', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('status', models.CharField(choices=[('dikirim', 'Belum sampai'), ('tiba', 'Sudah sampai'), ('dijawab', 'Sudah dijawab'), ('batal', 'Dibatalkan')], default='dikirim', max_length=8)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('tiba_pada', models.DateTimeField(blank=True, null=True)),
                ('jawaban', models.CharField(blank=True, help_text='Hasil pemeriksaan; tidak dilihat kader.', max_length=1000)),
                ('pesan_kader', models.CharField(blank=True, help_text='Yang perlu dilakukan di desa.', max_length=300)),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True)),
                ('alasan_batal', models.CharField(blank=True, max_length=200)),
                ('dari', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dijawab_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ke', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('tiba_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('warga', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rujukan', to='posyandu.warga')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['dikirim', 'tiba', 'dijawab', 'batal'])), name='rujukan_status_dikenal'), models.CheckConstraint(condition=models.Q(('ke__isnull', False), models.Q(('ke_nama', ''), _negated=True), _connector='XOR'), name='rujukan_satu_tujuan'), models.CheckConstraint(condition=models.Q(('ke__isnull', True), models.Q(('ke', models.F('dari')), _negated=True), _connector='OR'), name='rujukan_bukan_ke_sendiri'), models.CheckConstraint(condition=models.Q(models.Q(('dijawab_pada__isnull', False), ('status', 'dijawab'), models.Q(('pesan_kader', ''), _negated=True)), models.Q(models.Q(('status', 'dijawab'), _negated=True), ('dijawab_pada', None)), _connector='OR'), name='rujukan_dijawab_berisi'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'tiba'), _negated=True), ('tiba_pada__isnull', False), _connector='OR'), name='rujukan_tiba_bertanggal'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'batal'), _negated=True), models.Q(('alasan_batal', ''), _negated=True), _connector='OR'), name='rujukan_batal_beralasan')],
                'indexes': [models.Index(condition=models.Q(('status', 'dikirim')), fields=['dari', 'tanggal'], name='rujukan_dari_terbuka'), models.Index(condition=models.Q(('status__in', ['dikirim', 'tiba'])), fields=['ke', 'tanggal'], name='rujukan_ke_terbuka'), models.Index(fields=['warga'], name='rujukan_warga')],
                'triggers': [pgtrigger.compiler.Trigger(name='tidak_dihapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='43862e97ba219a83ef1b7a8c8c6ab00e9398961e', operation='DELETE', pgid='pgtrigger_tidak_dihapus_a722d', table='pustu_rujukan', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pustu_rujukanevent" ("alasan", "alasan_batal", "catatan", "dari_id", "dibuat_oleh_id", "dibuat_pada", "dijawab_oleh_id", "dijawab_pada", "id", "jawaban", "ke_id", "ke_nama", "kode", "pesan_kader", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal", "temuan", "tiba_oleh_id", "tiba_pada", "warga_id") VALUES (NEW."alasan", NEW."alasan_batal", NEW."catatan", NEW."dari_id", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dijawab_oleh_id", NEW."dijawab_pada", NEW."id", NEW."jawaban", NEW."ke_id", NEW."ke_nama", NEW."kode", NEW."pesan_kader", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."tanggal", NEW."temuan", NEW."tiba_oleh_id", NEW."tiba_pada", NEW."warga_id"); RETURN NULL;', hash='ae2addb446ce8832e8f5ecee626ddde50a442fb1', operation='INSERT', pgid='pgtrigger_insert_insert_1b547', table='pustu_rujukan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pustu_rujukanevent" ("alasan", "alasan_batal", "catatan", "dari_id", "dibuat_oleh_id", "dibuat_pada", "dijawab_oleh_id", "dijawab_pada", "id", "jawaban", "ke_id", "ke_nama", "kode", "pesan_kader", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal", "temuan", "tiba_oleh_id", "tiba_pada", "warga_id") VALUES (NEW."alasan", NEW."alasan_batal", NEW."catatan", NEW."dari_id", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dijawab_oleh_id", NEW."dijawab_pada", NEW."id", NEW."jawaban", NEW."ke_id", NEW."ke_nama", NEW."kode", NEW."pesan_kader", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tanggal", NEW."temuan", NEW."tiba_oleh_id", NEW."tiba_pada", NEW."warga_id"); RETURN NULL;', hash='11e2c39bbeb3ecd54b2ba5936ba8a5c3035280f8', operation='UPDATE', pgid='pgtrigger_update_update_80a26', table='pustu_rujukan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RujukanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, serialize=False)),
                ('ke_nama', models.CharField(blank=True, help_text='Rumah sakit atau faskes di luar unit kabupaten.', max_length=100)),
                ('kode', models.CharField(help_text='Kode pada surat dan QR-nya.', max_length=16)),
                ('tanggal', models.DateField(help_text='Hari dirujuk, menurut jam kabupaten.')),
                ('alasan', models.CharField(max_length=300)),
                ('catatan', models.CharField(blank=True, help_text='Untuk penerima; tidak dilihat kader.', max_length=1000)),
                ('temuan', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('status', models.CharField(choices=[('dikirim', 'Belum sampai'), ('tiba', 'Sudah sampai'), ('dijawab', 'Sudah dijawab'), ('batal', 'Dibatalkan')], default='dikirim', max_length=8)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('tiba_pada', models.DateTimeField(blank=True, null=True)),
                ('jawaban', models.CharField(blank=True, help_text='Hasil pemeriksaan; tidak dilihat kader.', max_length=1000)),
                ('pesan_kader', models.CharField(blank=True, help_text='Yang perlu dilakukan di desa.', max_length=300)),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True)),
                ('alasan_batal', models.CharField(blank=True, max_length=200)),
                ('dari', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('dibuat_oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dijawab_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ke', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pustu.rujukan')),
                ('tiba_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('warga', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='posyandu.warga')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TindakLanjut',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('mencakup', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('temuan', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('keputusan', models.CharField(choices=[('obati', 'Diperiksa dan diobati'), ('rujuk', 'Dirujuk'), ('bersama', 'Kunjungan rumah bersama kader'), ('pantau', 'Dipantau, dilihat lagi'), ('selesai', 'Diperiksa, tidak perlu tindakan')], max_length=8)),
                ('hasil', models.CharField(blank=True, help_text='Penilaian tenaga kesehatan; tidak dilihat kader.', max_length=1000)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rujukan', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut', to='pustu.rujukan')),
                ('unit', models.ForeignKey(help_text='Tempat yang memutuskan.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('warga', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut', to='posyandu.warga')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('keputusan__in', ['obati', 'rujuk', 'bersama', 'pantau', 'selesai'])), name='tindak_lanjut_dikenal'), models.CheckConstraint(condition=models.Q(models.Q(('keputusan__in', ('bersama', 'pantau')), ('tenggat__isnull', False)), models.Q(models.Q(('keputusan__in', ('bersama', 'pantau')), _negated=True), ('tenggat', None)), _connector='OR'), name='tindak_lanjut_menunggu_bertanggal'), models.CheckConstraint(condition=models.Q(models.Q(('keputusan', 'rujuk'), ('rujukan__isnull', False)), models.Q(models.Q(('keputusan', 'rujuk'), _negated=True), ('rujukan', None)), _connector='OR'), name='tindak_lanjut_rujuk_bersurat'), models.CheckConstraint(condition=models.Q(models.Q(('keputusan__in', ['obati', 'selesai']), _negated=True), models.Q(('hasil', ''), _negated=True), _connector='OR'), name='tindak_lanjut_tutup_berhasil')],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['mencakup'], name='tindak_lanjut_mencakup'), models.Index(fields=['warga', 'pada'], name='tindak_lanjut_warga')],
                'triggers': [pgtrigger.compiler.Trigger(name='tidak_dihapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='84d7e32523432bbcf2239629b05e888caf2ddb98', operation='DELETE', pgid='pgtrigger_tidak_dihapus_0a6c4', table='pustu_tindaklanjut', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pustu_tindaklanjutevent" ("hasil", "id", "keputusan", "mencakup", "oleh_id", "pada", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rujukan_id", "temuan", "tenggat", "unit_id", "warga_id") VALUES (NEW."hasil", NEW."id", NEW."keputusan", NEW."mencakup", NEW."oleh_id", NEW."pada", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rujukan_id", NEW."temuan", NEW."tenggat", NEW."unit_id", NEW."warga_id"); RETURN NULL;', hash='00614f4ad237b88c7e8cd299347d8ba641c25d24', operation='INSERT', pgid='pgtrigger_insert_insert_2d3aa', table='pustu_tindaklanjut', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pustu_tindaklanjutevent" ("hasil", "id", "keputusan", "mencakup", "oleh_id", "pada", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rujukan_id", "temuan", "tenggat", "unit_id", "warga_id") VALUES (NEW."hasil", NEW."id", NEW."keputusan", NEW."mencakup", NEW."oleh_id", NEW."pada", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rujukan_id", NEW."temuan", NEW."tenggat", NEW."unit_id", NEW."warga_id"); RETURN NULL;', hash='cf6b41553e60602159eae1292cb25f30ccff7419', operation='UPDATE', pgid='pgtrigger_update_update_30d43', table='pustu_tindaklanjut', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TindakLanjutEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, serialize=False)),
                ('mencakup', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('temuan', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('keputusan', models.CharField(choices=[('obati', 'Diperiksa dan diobati'), ('rujuk', 'Dirujuk'), ('bersama', 'Kunjungan rumah bersama kader'), ('pantau', 'Dipantau, dilihat lagi'), ('selesai', 'Diperiksa, tidak perlu tindakan')], max_length=8)),
                ('hasil', models.CharField(blank=True, help_text='Penilaian tenaga kesehatan; tidak dilihat kader.', max_length=1000)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pustu.tindaklanjut')),
                ('rujukan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pustu.rujukan')),
                ('unit', models.ForeignKey(db_constraint=False, help_text='Tempat yang memutuskan.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('warga', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='posyandu.warga')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(install_triggers, migrations.RunPython.noop),
    ]
