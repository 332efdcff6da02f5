import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def install_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that stand with the models below, all at once: an AddTrigger for each renders every model anew, 0.1 s each time."""
    for model in apps.get_app_config('capaian').get_models():
        for trigger in getattr(model._meta, 'triggers', []):
            schema_editor.execute(trigger.install_sql, params=None)


class Migration(migrations.Migration):

    replaces = [
        ('capaian', '0001_initial'),
        ('capaian', '0002_ruang_tulis_ulang'),
        ('capaian', '0003_capaian_bulan'),
        ('capaian', '0004_isian'),
        ('capaian', '0005_evaluasi'),
        ('capaian', '0006_indikator_lokal'),
        ('capaian', '0007_tindakan_prioritas'),
        ('capaian', '0008_target_sasaran'),
        ('capaian', '0009_lampiran_evaluasi'),
        ('capaian', '0010_ramalan'),
    ]

    initial = True

    dependencies = [
        ('klaster', '0001_skema'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('puskesmas', '0001_skema'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EvaluasiPekan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pekan', models.DateField(help_text='Senin dari pekannya.')),
                ('status', models.CharField(choices=[('disiapkan', 'Disiapkan'), ('dibahas', 'Dibahas'), ('disahkan', 'Disahkan'), ('ditanggapi', 'Ditanggapi'), ('terlewat', 'Terlewat')], default='disiapkan', max_length=10)),
                ('versi', models.PositiveIntegerField(default=0)),
                ('disiapkan_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('dibahas_pada', models.DateTimeField(blank=True, help_text='Saat angkanya dipotong.', null=True)),
                ('disimpan_pada', models.DateTimeField(blank=True, null=True)),
                ('disahkan_pada', models.DateTimeField(blank=True, null=True)),
                ('disahkan_sebagai', models.CharField(blank=True, choices=[('definitif', 'Definitif'), ('plt', 'Plt'), ('plh', 'Plh')], max_length=10)),
                ('ditanggapi_pada', models.DateTimeField(blank=True, null=True)),
                ('cara', models.CharField(choices=[('tatap_muka', 'Tatap muka'), ('daring', 'Daring'), ('wa', 'Grup WhatsApp')], default='tatap_muka', max_length=10)),
                ('catatan', models.TextField(blank=True, max_length=2000)),
                ('bantuan', models.TextField(blank=True, help_text='Yang diminta dari Dinas.', max_length=1000)),
                ('bersama', models.ForeignKey(blank=True, help_text='Rapat yang ikut membahasnya.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='susulan', to='capaian.evaluasipekan')),
                ('disahkan_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disimpan_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluasi', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'pekan'), name='evaluasi_sekali_sepekan'), models.CheckConstraint(condition=models.Q(('disahkan_oleh', None), ('disahkan_pada__isnull', False), _connector='OR'), name='evaluasi_sah_berwaktu')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_evaluasipekanevent" ("bantuan", "bersama_id", "cara", "catatan", "dibahas_pada", "disahkan_oleh_id", "disahkan_pada", "disahkan_sebagai", "disiapkan_pada", "disimpan_oleh_id", "disimpan_pada", "ditanggapi_pada", "id", "pekan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id", "versi") VALUES (NEW."bantuan", NEW."bersama_id", NEW."cara", NEW."catatan", NEW."dibahas_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."disahkan_sebagai", NEW."disiapkan_pada", NEW."disimpan_oleh_id", NEW."disimpan_pada", NEW."ditanggapi_pada", NEW."id", NEW."pekan", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."unit_id", NEW."versi"); RETURN NULL;', hash='ce8c5b6566e0eaed7fefb907d07fe1b7214e4ab4', operation='INSERT', pgid='pgtrigger_insert_insert_6b5a5', table='capaian_evaluasipekan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_evaluasipekanevent" ("bantuan", "bersama_id", "cara", "catatan", "dibahas_pada", "disahkan_oleh_id", "disahkan_pada", "disahkan_sebagai", "disiapkan_pada", "disimpan_oleh_id", "disimpan_pada", "ditanggapi_pada", "id", "pekan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id", "versi") VALUES (NEW."bantuan", NEW."bersama_id", NEW."cara", NEW."catatan", NEW."dibahas_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."disahkan_sebagai", NEW."disiapkan_pada", NEW."disimpan_oleh_id", NEW."disimpan_pada", NEW."ditanggapi_pada", NEW."id", NEW."pekan", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."unit_id", NEW."versi"); RETURN NULL;', hash='1675876cc8be540a3dffb7f0174eeb869d7ed6af', operation='UPDATE', pgid='pgtrigger_update_update_b2a01', table='capaian_evaluasipekan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='IndikatorLokal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=80)),
                ('kalimat', models.CharField(max_length=200)),
                ('arah', models.CharField(choices=[('naik', 'Makin tinggi makin baik'), ('turun', 'Makin rendah makin baik')], max_length=5)),
                ('sebutan', models.CharField(help_text='Yang dihitung: anak, kasus, rumah.', max_length=20)),
                ('label_pembilang', models.CharField(max_length=60)),
                ('label_penyebut', models.CharField(blank=True, help_text='Kosong: hanya banyaknya kasus.', max_length=60)),
                ('target', models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                ('dokumen', models.CharField(max_length=100)),
                ('dibuat_pada', models.DateTimeField(auto_now_add=True)),
                ('berhenti_sejak', models.DateField(help_text='Senin dari pekan pertama yang tidak lagi menanyakannya.', null=True)),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kabupaten', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('klaster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.klaster')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('kabupaten'), django.db.models.functions.text.Lower('nama'), condition=models.Q(('berhenti_sejak', None)), name='indikator_lokal_nama_sekali'), models.CheckConstraint(condition=models.Q(('target', None), models.Q(('target__gt', 0), ('target__lte', 1), models.Q(('label_penyebut', ''), _negated=True)), _connector='OR'), name='indikator_lokal_target'), models.CheckConstraint(condition=models.Q(('dokumen', ''), _negated=True), name='indikator_lokal_berdokumen')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_indikatorlokalevent" ("arah", "berhenti_sejak", "dibuat_oleh_id", "dibuat_pada", "dokumen", "id", "kabupaten_id", "kalimat", "klaster_id", "label_pembilang", "label_penyebut", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebutan", "target") VALUES (NEW."arah", NEW."berhenti_sejak", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dokumen", NEW."id", NEW."kabupaten_id", NEW."kalimat", NEW."klaster_id", NEW."label_pembilang", NEW."label_penyebut", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sebutan", NEW."target"); RETURN NULL;', hash='cb6efc86040022442c76bc0aaba841278065ad97', operation='INSERT', pgid='pgtrigger_insert_insert_d7529', table='capaian_indikatorlokal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_indikatorlokalevent" ("arah", "berhenti_sejak", "dibuat_oleh_id", "dibuat_pada", "dokumen", "id", "kabupaten_id", "kalimat", "klaster_id", "label_pembilang", "label_penyebut", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebutan", "target") VALUES (NEW."arah", NEW."berhenti_sejak", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dokumen", NEW."id", NEW."kabupaten_id", NEW."kalimat", NEW."klaster_id", NEW."label_pembilang", NEW."label_penyebut", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sebutan", NEW."target"); RETURN NULL;', hash='b754bc3cc7a7db80822f3a9ae90fdb0e8473d0f5', operation='UPDATE', pgid='pgtrigger_update_update_df81f', table='capaian_indikatorlokal', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='IndikatorRapat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urutan', models.PositiveSmallIntegerField()),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('kabupaten', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'ordering': ['urutan'],
                'constraints': [models.UniqueConstraint(fields=('kabupaten', 'indikator'), name='indikator_rapat_sekali')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_indikatorrapatevent" ("id", "indikator_id", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."id", NEW."indikator_id", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."urutan"); RETURN NULL;', hash='176cc02679b36e5dd21213ca9dc263213d132853', operation='INSERT', pgid='pgtrigger_insert_insert_658ca', table='capaian_indikatorrapat', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_indikatorrapatevent" ("id", "indikator_id", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."id", NEW."indikator_id", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."urutan"); RETURN NULL;', hash='73b31a3c5b02525e2c57f138c836824c00715110', operation='UPDATE', pgid='pgtrigger_update_update_e3774', table='capaian_indikatorrapat', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_indikatorrapatevent" ("id", "indikator_id", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (OLD."id", OLD."indikator_id", OLD."kabupaten_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."urutan"); RETURN NULL;', hash='cdc1fdb74d57575dfe38682fe83a66caacff02b1', operation='DELETE', pgid='pgtrigger_delete_delete_44df7', table='capaian_indikatorrapat', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Isian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pekan', models.DateField(help_text='Senin dari pekannya.')),
                ('pembilang', models.PositiveIntegerField()),
                ('penyebut', models.PositiveIntegerField(blank=True, null=True)),
                ('diubah_pada', models.DateTimeField(auto_now=True)),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='isian', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'pekan', 'indikator'), name='isian_sekali_sepekan'), models.CheckConstraint(condition=models.Q(('penyebut', None), ('pembilang__lte', models.F('penyebut')), _connector='OR'), name='isian_di_dalam_penyebut')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_isianevent" ("diubah_pada", "id", "indikator_id", "oleh_id", "pekan", "pembilang", "penyebut", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."diubah_pada", NEW."id", NEW."indikator_id", NEW."oleh_id", NEW."pekan", NEW."pembilang", NEW."penyebut", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='4d509dd8e3f2d20c3b09bec5b670befd643b4e28', operation='INSERT', pgid='pgtrigger_insert_insert_fc201', table='capaian_isian', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_isianevent" ("diubah_pada", "id", "indikator_id", "oleh_id", "pekan", "pembilang", "penyebut", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."diubah_pada", NEW."id", NEW."indikator_id", NEW."oleh_id", NEW."pekan", NEW."pembilang", NEW."penyebut", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='ca523ce222613feda64c82a7950ed8223663620d', operation='UPDATE', pgid='pgtrigger_update_update_1b32a', table='capaian_isian', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_isianevent" ("diubah_pada", "id", "indikator_id", "oleh_id", "pekan", "pembilang", "penyebut", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (OLD."diubah_pada", OLD."id", OLD."indikator_id", OLD."oleh_id", OLD."pekan", OLD."pembilang", OLD."penyebut", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id"); RETURN NULL;', hash='19cc7bc9511b0a5b58009a2be6f1c2c1ec58de50', operation='DELETE', pgid='pgtrigger_delete_delete_cd578', table='capaian_isian', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Sasaran',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kelompok', models.CharField(max_length=40)),
                ('tahun', models.PositiveSmallIntegerField()),
                ('jumlah', models.PositiveIntegerField(null=True)),
                ('dokumen', models.CharField(max_length=100)),
                ('tanggal_dokumen', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('draf', 'Rancangan'), ('berlaku', 'Berlaku'), ('diganti', 'Diganti')], default='draf', max_length=8)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'berlaku')), fields=('unit', 'kelompok', 'tahun'), name='sasaran_satu_berlaku'), models.UniqueConstraint(condition=models.Q(('status', 'draf')), fields=('unit', 'kelompok', 'tahun'), name='sasaran_satu_draf'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'berlaku'), _negated=True), models.Q(('jumlah__isnull', False), models.Q(('dokumen', ''), _negated=True)), _connector='OR'), name='sasaran_berlaku_bernilai')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_sasaranevent" ("dokumen", "id", "jumlah", "kelompok", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tahun", "tanggal_dokumen", "unit_id") VALUES (NEW."dokumen", NEW."id", NEW."jumlah", NEW."kelompok", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."tahun", NEW."tanggal_dokumen", NEW."unit_id"); RETURN NULL;', hash='e8d9d327097f07cefe4b2e2179f5cda5a091d928', operation='INSERT', pgid='pgtrigger_insert_insert_8563b', table='capaian_sasaran', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_sasaranevent" ("dokumen", "id", "jumlah", "kelompok", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tahun", "tanggal_dokumen", "unit_id") VALUES (NEW."dokumen", NEW."id", NEW."jumlah", NEW."kelompok", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tahun", NEW."tanggal_dokumen", NEW."unit_id"); RETURN NULL;', hash='c33c457de66baf7a040ec9e7e49f4441d6e6d71a', operation='UPDATE', pgid='pgtrigger_update_update_98292', table='capaian_sasaran', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tahun', models.PositiveSmallIntegerField()),
                ('nilai', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                ('dokumen', models.CharField(blank=True, help_text='Nomor SK.', max_length=100)),
                ('tanggal_dokumen', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('draf', 'Rancangan'), ('berlaku', 'Berlaku'), ('diganti', 'Diganti')], default='draf', max_length=8)),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'berlaku')), fields=('unit', 'indikator', 'tahun'), name='target_satu_berlaku'), models.UniqueConstraint(condition=models.Q(('status', 'draf')), fields=('unit', 'indikator', 'tahun'), name='target_satu_draf'), models.CheckConstraint(condition=models.Q(('nilai__gte', 0)), name='target_tidak_negatif'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'berlaku'), _negated=True), models.Q(('dokumen', ''), _negated=True), _connector='OR'), name='target_berlaku_berdokumen'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'berlaku'), _negated=True), ('nilai__isnull', False), _connector='OR'), name='target_berlaku_bernilai')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_targetevent" ("dokumen", "id", "indikator_id", "nilai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tahun", "tanggal_dokumen", "unit_id") VALUES (NEW."dokumen", NEW."id", NEW."indikator_id", NEW."nilai", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."tahun", NEW."tanggal_dokumen", NEW."unit_id"); RETURN NULL;', hash='19c5c489f6ff5b05a42757beeffbb052ac181925', operation='INSERT', pgid='pgtrigger_insert_insert_8fd35', table='capaian_target', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_targetevent" ("dokumen", "id", "indikator_id", "nilai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tahun", "tanggal_dokumen", "unit_id") VALUES (NEW."dokumen", NEW."id", NEW."indikator_id", NEW."nilai", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tahun", NEW."tanggal_dokumen", NEW."unit_id"); RETURN NULL;', hash='2bd8a04c7ee69e715f5b46e1f051e26edf6018a0', operation='UPDATE', pgid='pgtrigger_update_update_54da3', table='capaian_target', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Capaian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pekan', models.DateField(help_text='Senin dari pekannya.')),
                ('pembilang', models.IntegerField()),
                ('penyebut', models.IntegerField()),
                ('tambahan_pekan', models.IntegerField(help_text='Bagian pembilang yang baru tercapai pekan ini; kosong bila pekan ini belum diisi.', null=True)),
                ('harapan', models.DecimalField(decimal_places=4, help_text='Seharusnya sampai pekan ini.', max_digits=14, null=True)),
                ('menunggu', models.IntegerField(default=0, help_text='Belum tercapai, hari buka bulan ini masih di depan.')),
                ('target', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                ('target_sementara', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('tercapai', 'Tercapai'), ('belum_waktunya', 'Belum waktunya'), ('sesuai_jalur', 'Sesuai jalur'), ('tertinggal', 'Tertinggal'), ('jauh_tertinggal', 'Jauh tertinggal'), ('belum_ada_data', 'Belum ada data')], max_length=16)),
                ('dihitung_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('indikator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('kabupaten', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='capaian', to='puskesmas.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['kabupaten', 'pekan'], name='capaian_kabupaten_pekan')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'pekan', 'indikator'), name='capaian_satu_baris')],
            },
        ),
        migrations.CreateModel(
            name='CapaianBulan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bulan', models.DateField(help_text='Tanggal 1 bulannya.')),
                ('pembilang', models.IntegerField()),
                ('penyebut', models.IntegerField()),
                ('harapan', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                ('target', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                ('target_sementara', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('tercapai', 'Tercapai'), ('belum_waktunya', 'Belum waktunya'), ('sesuai_jalur', 'Sesuai jalur'), ('tertinggal', 'Tertinggal'), ('jauh_tertinggal', 'Jauh tertinggal'), ('belum_ada_data', 'Belum ada data')], max_length=16)),
                ('dihitung_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('indikator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('kabupaten', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['kabupaten', 'bulan'], name='capaian_bulan_kabupaten')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'bulan', 'indikator'), name='capaian_bulan_satu_baris')],
            },
        ),
        migrations.CreateModel(
            name='BagianEvaluasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('menunggu', 'Belum menyampaikan'), ('dibahas', 'Sudah dibahas'), ('tidak_dibahas', 'Tidak dibahas')], default='menunggu', max_length=14)),
                ('catatan', models.TextField(blank=True, max_length=1000)),
                ('pada', models.DateTimeField(blank=True, null=True)),
                ('oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('evaluasi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bagian', to='capaian.evaluasipekan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evaluasi', 'unit'), name='bagian_evaluasi_sekali')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_bagianevaluasievent" ("catatan", "evaluasi_id", "id", "oleh_id", "pada", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id") VALUES (NEW."catatan", NEW."evaluasi_id", NEW."id", NEW."oleh_id", NEW."pada", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."unit_id"); RETURN NULL;', hash='9cdbec9d6808b4c6a15e9eeb6fac404fb3e7dc17', operation='INSERT', pgid='pgtrigger_insert_insert_2441d', table='capaian_bagianevaluasi', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_bagianevaluasievent" ("catatan", "evaluasi_id", "id", "oleh_id", "pada", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "unit_id") VALUES (NEW."catatan", NEW."evaluasi_id", NEW."id", NEW."oleh_id", NEW."pada", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."unit_id"); RETURN NULL;', hash='e68948d79ca62a4619270f986f40df093678d4d7', operation='UPDATE', pgid='pgtrigger_update_update_e910d', table='capaian_bagianevaluasi', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AngkaEvaluasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pembilang', models.IntegerField()),
                ('penyebut', models.IntegerField()),
                ('tambahan_pekan', models.IntegerField(null=True)),
                ('harapan', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                ('menunggu', models.IntegerField()),
                ('target', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                ('target_sementara', models.BooleanField()),
                ('status', models.CharField(choices=[('tercapai', 'Tercapai'), ('belum_waktunya', 'Belum waktunya'), ('sesuai_jalur', 'Sesuai jalur'), ('tertinggal', 'Tertinggal'), ('jauh_tertinggal', 'Jauh tertinggal'), ('belum_ada_data', 'Belum ada data')], max_length=16)),
                ('dihitung_pada', models.DateTimeField()),
                ('indikator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
                ('evaluasi', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='angka', to='capaian.evaluasipekan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evaluasi', 'unit', 'indikator'), name='angka_evaluasi_satu')],
                'triggers': [pgtrigger.compiler.Trigger(name='beku_setelah_sah', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE keadaan TEXT;', func="\n    SELECT status INTO keadaan FROM capaian_evaluasipekan WHERE id = OLD.evaluasi_id;\n    IF keadaan IN ('disahkan', 'ditanggapi') THEN\n        RAISE EXCEPTION 'angka evaluasi % sudah disahkan', OLD.evaluasi_id USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n", hash='7a3310dcba2276633fc64824c50fd00a8be59393', operation='UPDATE OR DELETE', pgid='pgtrigger_beku_setelah_sah_9d493', table='capaian_angkaevaluasi', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='EvaluasiPekanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('pekan', models.DateField(help_text='Senin dari pekannya.')),
                ('status', models.CharField(choices=[('disiapkan', 'Disiapkan'), ('dibahas', 'Dibahas'), ('disahkan', 'Disahkan'), ('ditanggapi', 'Ditanggapi'), ('terlewat', 'Terlewat')], default='disiapkan', max_length=10)),
                ('versi', models.PositiveIntegerField(default=0)),
                ('disiapkan_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('dibahas_pada', models.DateTimeField(blank=True, help_text='Saat angkanya dipotong.', null=True)),
                ('disimpan_pada', models.DateTimeField(blank=True, null=True)),
                ('disahkan_pada', models.DateTimeField(blank=True, null=True)),
                ('disahkan_sebagai', models.CharField(blank=True, choices=[('definitif', 'Definitif'), ('plt', 'Plt'), ('plh', 'Plh')], max_length=10)),
                ('ditanggapi_pada', models.DateTimeField(blank=True, null=True)),
                ('cara', models.CharField(choices=[('tatap_muka', 'Tatap muka'), ('daring', 'Daring'), ('wa', 'Grup WhatsApp')], default='tatap_muka', max_length=10)),
                ('catatan', models.TextField(blank=True, max_length=2000)),
                ('bantuan', models.TextField(blank=True, help_text='Yang diminta dari Dinas.', max_length=1000)),
                ('bersama', models.ForeignKey(blank=True, db_constraint=False, help_text='Rapat yang ikut membahasnya.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.evaluasipekan')),
                ('disahkan_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('disimpan_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.evaluasipekan')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HadirEvaluasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jabatan', models.CharField(max_length=100)),
                ('hadir', models.BooleanField(default=False)),
                ('evaluasi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hadir', to='capaian.evaluasipekan')),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evaluasi', 'pengguna'), name='hadir_evaluasi_sekali')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_hadirevaluasievent" ("evaluasi_id", "hadir", "id", "jabatan", "pengguna_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."evaluasi_id", NEW."hadir", NEW."id", NEW."jabatan", NEW."pengguna_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6acb204cace44612cfc8826a0044958df6e43d51', operation='INSERT', pgid='pgtrigger_insert_insert_2c40d', table='capaian_hadirevaluasi', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_hadirevaluasievent" ("evaluasi_id", "hadir", "id", "jabatan", "pengguna_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."evaluasi_id", NEW."hadir", NEW."id", NEW."jabatan", NEW."pengguna_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e6f53b762a824cb772ad4a5cde86652d2da26005', operation='UPDATE', pgid='pgtrigger_update_update_447a8', table='capaian_hadirevaluasi', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='IndikatorLokalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=80)),
                ('kalimat', models.CharField(max_length=200)),
                ('arah', models.CharField(choices=[('naik', 'Makin tinggi makin baik'), ('turun', 'Makin rendah makin baik')], max_length=5)),
                ('sebutan', models.CharField(help_text='Yang dihitung: anak, kasus, rumah.', max_length=20)),
                ('label_pembilang', models.CharField(max_length=60)),
                ('label_penyebut', models.CharField(blank=True, help_text='Kosong: hanya banyaknya kasus.', max_length=60)),
                ('target', models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                ('dokumen', models.CharField(max_length=100)),
                ('dibuat_pada', models.DateTimeField(auto_now_add=True)),
                ('berhenti_sejak', models.DateField(help_text='Senin dari pekan pertama yang tidak lagi menanyakannya.', null=True)),
                ('dibuat_oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('kabupaten', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('klaster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.klaster')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.indikatorlokal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IndikatorRapatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('urutan', models.PositiveSmallIntegerField()),
                ('indikator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.indikator')),
                ('kabupaten', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.indikatorrapat')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IsianEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('pekan', models.DateField(help_text='Senin dari pekannya.')),
                ('pembilang', models.PositiveIntegerField()),
                ('penyebut', models.PositiveIntegerField(blank=True, null=True)),
                ('diubah_pada', models.DateTimeField(auto_now=True)),
                ('indikator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.indikator')),
                ('oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.isian')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LampiranEvaluasi',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('jenis', models.CharField(choices=[('pindaian', 'Pindaian bertanda tangan'), ('foto', 'Foto rapat')], max_length=8)),
                ('lebar', models.PositiveSmallIntegerField()),
                ('tinggi', models.PositiveSmallIntegerField()),
                ('isi', models.BinaryField()),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('urutan', models.PositiveSmallIntegerField(default=0, help_text='Halaman ke berapa dari berkas yang dikirim.')),
                ('dihapus_pada', models.DateTimeField(blank=True, null=True)),
                ('dihapus_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evaluasi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lampiran', to='capaian.evaluasipekan')),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pada', 'urutan'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dihapus_oleh', None), ('dihapus_pada', None)), models.Q(('dihapus_oleh__isnull', False), ('dihapus_pada__isnull', False)), _connector='OR'), name='lampiran_dihapus_bernama')],
            },
        ),
        migrations.CreateModel(
            name='LangkahEvaluasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('mulai_bahas', 'Mulai dibahas'), ('disahkan', 'Disahkan'), ('dibuka_lagi', 'Dibuka lagi'), ('ditanggapi', 'Ditanggapi'), ('terlewat', 'Terlewat')], max_length=12)),
                ('sebagai', models.CharField(blank=True, help_text='Jabatan saat itu: "Plt Kepala Puskesmas".', max_length=60)),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('isi', models.TextField(blank=True, max_length=2000)),
                ('kode', models.CharField(db_default=django.db.models.functions.text.Upper(django.db.models.functions.text.Substr(django.db.models.functions.text.MD5(django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.TextField())), 1, 16)), help_text='Dicetak di berita acara; hanya milik satu langkah.', max_length=16, unique=True)),
                ('evaluasi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='langkah', to='capaian.evaluasipekan')),
                ('oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pada', 'pk'],
                'triggers': [pgtrigger.compiler.Trigger(name='tetap', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bdefc0c6746287a3ae62d48b1d94a261ae465cd4', operation='UPDATE', pgid='pgtrigger_tetap_49ba4', table='capaian_langkahevaluasi', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PokokEvaluasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('prioritas', 'Prioritas'), ('pantau', 'Dipantau')], max_length=10)),
                ('urutan', models.PositiveSmallIntegerField(default=0)),
                ('orang', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, help_text='Beberapa orang pertama di balik angkanya.', size=None)),
                ('ramalan', models.JSONField(blank=True, help_text='Perkiraan tutup bulan saat angkanya dipotong.', null=True)),
                ('sebab', models.CharField(blank=True, choices=[('tidak_datang', 'Warga tidak datang'), ('tidak_tahu', 'Warga tidak tahu jadwal'), ('menolak', 'Warga menolak'), ('pindah', 'Pindah atau bepergian'), ('tenaga', 'Tenaga atau kader kurang'), ('alat', 'Alat rusak atau kurang'), ('obat', 'Obat atau vaksin kosong'), ('akses', 'Jalan, cuaca, atau jarak'), ('jadwal', 'Hari buka batal atau dipindah'), ('data', 'Data belum masuk atau salah'), ('lain', 'Lain-lain')], max_length=14)),
                ('kata', models.TextField(blank=True, max_length=500)),
                ('apa', models.CharField(blank=True, max_length=300)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('evaluasi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pokok', to='capaian.evaluasipekan')),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.indikator')),
                ('siapa', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tindakan', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.tindakan')),
            ],
            options={
                'ordering': ['urutan'],
                'constraints': [models.UniqueConstraint(fields=('evaluasi', 'indikator'), name='pokok_evaluasi_sekali')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_pokokevaluasievent" ("apa", "evaluasi_id", "id", "indikator_id", "jenis", "kata", "orang", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ramalan", "sebab", "siapa_id", "tenggat", "tindakan_id", "urutan") VALUES (NEW."apa", NEW."evaluasi_id", NEW."id", NEW."indikator_id", NEW."jenis", NEW."kata", NEW."orang", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ramalan", NEW."sebab", NEW."siapa_id", NEW."tenggat", NEW."tindakan_id", NEW."urutan"); RETURN NULL;', hash='0fe513d291f36dbf32c5d10b0fd031b043233590', operation='INSERT', pgid='pgtrigger_insert_insert_227b0', table='capaian_pokokevaluasi', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_pokokevaluasievent" ("apa", "evaluasi_id", "id", "indikator_id", "jenis", "kata", "orang", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ramalan", "sebab", "siapa_id", "tenggat", "tindakan_id", "urutan") VALUES (NEW."apa", NEW."evaluasi_id", NEW."id", NEW."indikator_id", NEW."jenis", NEW."kata", NEW."orang", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ramalan", NEW."sebab", NEW."siapa_id", NEW."tenggat", NEW."tindakan_id", NEW."urutan"); RETURN NULL;', hash='888061f93576d88126f40fafb735c958109640aa', operation='UPDATE', pgid='pgtrigger_update_update_c428f', table='capaian_pokokevaluasi', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SasaranEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kelompok', models.CharField(max_length=40)),
                ('tahun', models.PositiveSmallIntegerField()),
                ('jumlah', models.PositiveIntegerField(null=True)),
                ('dokumen', models.CharField(max_length=100)),
                ('tanggal_dokumen', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('draf', 'Rancangan'), ('berlaku', 'Berlaku'), ('diganti', 'Diganti')], default='draf', max_length=8)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.sasaran')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('tahun', models.PositiveSmallIntegerField()),
                ('nilai', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                ('dokumen', models.CharField(blank=True, help_text='Nomor SK.', max_length=100)),
                ('tanggal_dokumen', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('draf', 'Rancangan'), ('berlaku', 'Berlaku'), ('diganti', 'Diganti')], default='draf', max_length=8)),
                ('indikator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.indikator')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.target')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BagianEvaluasiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('status', models.CharField(choices=[('menunggu', 'Belum menyampaikan'), ('dibahas', 'Sudah dibahas'), ('tidak_dibahas', 'Tidak dibahas')], default='menunggu', max_length=14)),
                ('catatan', models.TextField(blank=True, max_length=1000)),
                ('pada', models.DateTimeField(blank=True, null=True)),
                ('oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.bagianevaluasi')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('evaluasi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.evaluasipekan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HadirEvaluasiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jabatan', models.CharField(max_length=100)),
                ('hadir', models.BooleanField(default=False)),
                ('evaluasi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.evaluasipekan')),
                ('pengguna', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.hadirevaluasi')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PokokEvaluasiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('prioritas', 'Prioritas'), ('pantau', 'Dipantau')], max_length=10)),
                ('urutan', models.PositiveSmallIntegerField(default=0)),
                ('orang', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, help_text='Beberapa orang pertama di balik angkanya.', size=None)),
                ('ramalan', models.JSONField(blank=True, help_text='Perkiraan tutup bulan saat angkanya dipotong.', null=True)),
                ('sebab', models.CharField(blank=True, choices=[('tidak_datang', 'Warga tidak datang'), ('tidak_tahu', 'Warga tidak tahu jadwal'), ('menolak', 'Warga menolak'), ('pindah', 'Pindah atau bepergian'), ('tenaga', 'Tenaga atau kader kurang'), ('alat', 'Alat rusak atau kurang'), ('obat', 'Obat atau vaksin kosong'), ('akses', 'Jalan, cuaca, atau jarak'), ('jadwal', 'Hari buka batal atau dipindah'), ('data', 'Data belum masuk atau salah'), ('lain', 'Lain-lain')], max_length=14)),
                ('kata', models.TextField(blank=True, max_length=500)),
                ('apa', models.CharField(blank=True, max_length=300)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('evaluasi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.evaluasipekan')),
                ('indikator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.indikator')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.pokokevaluasi')),
                ('siapa', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('tindakan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.tindakan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(install_triggers, migrations.RunPython.noop),
        # A week is written anew each time and no indexed column changes: with half of each page free the update stays in place.
        migrations.RunSQL(
            sql='ALTER TABLE capaian_capaian SET (fillfactor = 50)',
            reverse_sql='ALTER TABLE capaian_capaian RESET (fillfactor)',
        ),
    ]
