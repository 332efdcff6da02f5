import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import puskesmas.models.unit


def install_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that stand with the models below, all at once: an AddTrigger for each renders every model anew, 0.1 s each time."""
    for model in apps.get_app_config('puskesmas').get_models():
        for trigger in getattr(model._meta, 'triggers', []):
            schema_editor.execute(trigger.install_sql, params=None)


class Migration(migrations.Migration):

    replaces = [
        ('puskesmas', '0001_initial'),
        ('puskesmas', '0002_masalah'),
        ('puskesmas', '0003_tenggat_rapat'),
        ('puskesmas', '0004_pesan'),
        ('puskesmas', '0005_pesan_kelompok'),
        ('puskesmas', '0006_hp'),
        ('puskesmas', '0007_segera'),
        ('puskesmas', '0008_hp_dicabut'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('klaster', '0001_skema'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('nasional', 'Nasional'), ('provinsi', 'Provinsi'), ('kabupaten', 'Kabupaten/kota'), ('puskesmas', 'Puskesmas'), ('pustu', 'Pustu'), ('posyandu', 'Posyandu')], max_length=12)),
                ('kode', models.CharField(help_text='Kode umum, dipakai di alamat halaman dan API.', max_length=40, unique=True)),
                ('kode_wilayah', models.CharField(blank=True, help_text='Kode Kemendagri wilayahnya, mis. 19.06.01.2004.', max_length=13)),
                ('nama', models.CharField(max_length=150)),
                ('jalur', models.CharField(max_length=120, unique=True)),
                ('status', models.CharField(choices=[('rencana', 'Direncanakan'), ('persiapan', 'Persiapan'), ('beroperasi', 'Beroperasi'), ('tutup', 'Tutup')], default='beroperasi', max_length=12)),
                ('rencana_buka', models.DateField(blank=True, null=True)),
                ('dibuka_pada', models.DateField(blank=True, null=True)),
                ('ditutup_pada', models.DateField(blank=True, null=True)),
                ('alamat', models.CharField(blank=True, max_length=200)),
                ('telepon', models.CharField(blank=True, max_length=20)),
                ('induk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='anak', to='puskesmas.unit')),
                ('kabupaten', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'ordering': ['jalur'],
                'constraints': [models.CheckConstraint(condition=models.Q(('jenis__in', ['nasional', 'provinsi', 'kabupaten', 'puskesmas', 'pustu', 'posyandu'])), name='unit_jenis_dikenal'), models.CheckConstraint(condition=models.Q(('induk', models.F('id')), _negated=True), name='unit_bukan_induk_sendiri')],
                'indexes': [models.Index(fields=['induk', 'jenis'], name='unit_induk_jenis'), models.Index(fields=['kabupaten', 'jenis'], name='unit_kabupaten_jenis')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_unitevent" ("alamat", "dibuka_pada", "ditutup_pada", "id", "induk_id", "jalur", "jenis", "kabupaten_id", "kode", "kode_wilayah", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rencana_buka", "status", "telepon") VALUES (NEW."alamat", NEW."dibuka_pada", NEW."ditutup_pada", NEW."id", NEW."induk_id", NEW."jalur", NEW."jenis", NEW."kabupaten_id", NEW."kode", NEW."kode_wilayah", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rencana_buka", NEW."status", NEW."telepon"); RETURN NULL;', hash='7aa59bd7acaee87cbaaf428ebb4dca0bb7cc1c7a', operation='INSERT', pgid='pgtrigger_insert_insert_bc0b5', table='puskesmas_unit', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_unitevent" ("alamat", "dibuka_pada", "ditutup_pada", "id", "induk_id", "jalur", "jenis", "kabupaten_id", "kode", "kode_wilayah", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rencana_buka", "status", "telepon") VALUES (NEW."alamat", NEW."dibuka_pada", NEW."ditutup_pada", NEW."id", NEW."induk_id", NEW."jalur", NEW."jenis", NEW."kabupaten_id", NEW."kode", NEW."kode_wilayah", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rencana_buka", NEW."status", NEW."telepon"); RETURN NULL;', hash='7c58df25dcface0495a3da35f235c0462f877a72', operation='UPDATE', pgid='pgtrigger_update_update_8c419', table='puskesmas_unit', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Pengguna',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('nama', models.CharField(max_length=150)),
                ('telepon', models.CharField(blank=True, max_length=20)),
                ('surel_harian', models.BooleanField(default=True, help_text='Mau ringkasan pesan lewat surel.')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_penggunaevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "surel_harian", "telepon", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."surel_harian", NEW."telepon", NEW."username"); RETURN NULL;', hash='c728e8420351a1ce25ba53487c78a2d08618b25f', operation='INSERT', pgid='pgtrigger_insert_insert_64e70', table='puskesmas_pengguna', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."surel_harian" IS DISTINCT FROM (NEW."surel_harian") OR OLD."telepon" IS DISTINCT FROM (NEW."telepon") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "puskesmas_penggunaevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "surel_harian", "telepon", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."surel_harian", NEW."telepon", NEW."username"); RETURN NULL;', hash='2a89c084f30d3e7af6469338630f89f0526a41ee', operation='UPDATE', pgid='pgtrigger_update_update_33039', table='puskesmas_pengguna', when='AFTER'))],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='MuatDemo',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('keadaan', models.CharField(choices=[('memuat', 'Memuat'), ('siap', 'Siap'), ('gagal', 'Gagal')], default='memuat', max_length=8)),
                ('langkah', models.CharField(blank=True, max_length=100)),
                ('persen', models.PositiveSmallIntegerField(default=0)),
                ('mulai', models.DateTimeField(default=django.utils.timezone.now)),
                ('selesai', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='muat_demo_satu_baris')],
            },
        ),
        migrations.CreateModel(
            name='JamMasalah',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('tenaga', 'Tenaga'), ('alat', 'Alat'), ('obat_vaksin', 'Obat dan vaksin'), ('data', 'Data'), ('akses', 'Akses'), ('perilaku', 'Perilaku masyarakat'), ('lintas_sektor', 'Lintas sektor'), ('wabah', 'Wabah'), ('lain', 'Lain-lain')], max_length=16)),
                ('tingkat', models.CharField(choices=[('pustu', 'Pustu'), ('puskesmas', 'Puskesmas'), ('kabupaten', 'Kabupaten/kota')], max_length=12)),
                ('hari', models.PositiveSmallIntegerField()),
                ('kabupaten', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kabupaten', 'jenis', 'tingkat'), name='jam_masalah_sekali'), models.CheckConstraint(condition=models.Q(('hari__gte', 1), ('hari__lte', 60)), name='jam_masalah_wajar')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_jammasalahevent" ("hari", "id", "jenis", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tingkat") VALUES (NEW."hari", NEW."id", NEW."jenis", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tingkat"); RETURN NULL;', hash='51605ddb57d1ef2c154b6ac49f264afb44c874fd', operation='INSERT', pgid='pgtrigger_insert_insert_60ac6', table='puskesmas_jammasalah', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_jammasalahevent" ("hari", "id", "jenis", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tingkat") VALUES (NEW."hari", NEW."id", NEW."jenis", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tingkat"); RETURN NULL;', hash='f802f58753872a22968da495cedf0f47ca31f1bb', operation='UPDATE', pgid='pgtrigger_update_update_e3129', table='puskesmas_jammasalah', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='JejakBaca',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('waktu', models.DateTimeField(default=django.utils.timezone.now)),
                ('halaman', models.CharField(help_text='Nama halaman atau panggilan API, tanpa isi pencarian.', max_length=100)),
                ('warga', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), help_text='Orang yang datanya tampil.', size=None)),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['pengguna', 'waktu'], name='jejak_pengguna_waktu')],
            },
        ),
        migrations.CreateModel(
            name='Masalah',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('jenis', models.CharField(choices=[('tenaga', 'Tenaga'), ('alat', 'Alat'), ('obat_vaksin', 'Obat dan vaksin'), ('data', 'Data'), ('akses', 'Akses'), ('perilaku', 'Perilaku masyarakat'), ('lintas_sektor', 'Lintas sektor'), ('wabah', 'Wabah'), ('lain', 'Lain-lain')], max_length=16)),
                ('judul', models.CharField(max_length=120)),
                ('uraian', models.CharField(blank=True, max_length=2000)),
                ('jumlah_orang', models.PositiveIntegerField(blank=True, help_text='Berapa orang yang terkena.', null=True)),
                ('keadaan', models.CharField(choices=[('dilaporkan', 'Dilaporkan'), ('ditangani', 'Ditangani'), ('diusulkan_selesai', 'Diusulkan selesai'), ('dibuka_kembali', 'Dibuka kembali'), ('selesai', 'Selesai'), ('batal', 'Batal')], default='dilaporkan', max_length=20)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('kunci', models.CharField(blank=True, help_text='Aturan yang membukanya, dan atas apa.', max_length=120)),
                ('dibuka_ulang', models.PositiveSmallIntegerField(default=0)),
                ('versi', models.PositiveIntegerField(default=1, help_text='Naik dengan setiap langkah.')),
                ('bergerak_pada', models.DateField()),
                ('batas_gerak', models.DateField()),
                ('diingatkan_untuk', models.DateField(blank=True, help_text='Batas gerak yang sudah diingatkan.', null=True)),
                ('dilaporkan_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('pelapor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='masalah_dilaporkan', to=settings.AUTH_USER_MODEL)),
                ('pemilik', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='masalah', to=settings.AUTH_USER_MODEL)),
                ('dipegang', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='masalah_dipegang', to='puskesmas.unit')),
                ('unit', models.ForeignKey(help_text='Tempat masalahnya.', on_delete=django.db.models.deletion.PROTECT, related_name='masalah', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('keadaan__in', ['dilaporkan', 'ditangani', 'diusulkan_selesai', 'dibuka_kembali', 'selesai', 'batal'])), name='masalah_keadaan_dikenal'), models.CheckConstraint(condition=models.Q(('jenis__in', ['tenaga', 'alat', 'obat_vaksin', 'data', 'akses', 'perilaku', 'lintas_sektor', 'wabah', 'lain'])), name='masalah_jenis_dikenal'), models.CheckConstraint(condition=models.Q(models.Q(('ditutup_pada__isnull', False), ('keadaan__in', ['selesai', 'batal'])), models.Q(models.Q(('keadaan__in', ['selesai', 'batal']), _negated=True), ('ditutup_pada__isnull', True)), _connector='OR'), name='masalah_tutup_bertanggal'), models.CheckConstraint(condition=models.Q(('batas_gerak__gte', models.F('bergerak_pada'))), name='masalah_jam_maju'), models.CheckConstraint(condition=models.Q(('pelapor__isnull', False), models.Q(('kunci', ''), _negated=True), _connector='OR'), name='masalah_ada_pelapor'), models.UniqueConstraint(condition=models.Q(models.Q(('kunci', ''), _negated=True), models.Q(('keadaan__in', ['selesai', 'batal']), _negated=True)), fields=('kunci',), name='masalah_kunci_sekali')],
                'indexes': [models.Index(fields=['unit', 'keadaan'], name='masalah_unit_keadaan'), models.Index(condition=models.Q(('keadaan__in', ['selesai', 'batal']), _negated=True), fields=['batas_gerak'], name='masalah_jam')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_masalahevent" ("batas_gerak", "bergerak_pada", "dibuka_ulang", "diingatkan_untuk", "dilaporkan_pada", "dipegang_id", "ditutup_pada", "id", "jenis", "judul", "jumlah_orang", "keadaan", "kunci", "pelapor_id", "pemilik_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenggat", "unit_id", "uraian", "versi") VALUES (NEW."batas_gerak", NEW."bergerak_pada", NEW."dibuka_ulang", NEW."diingatkan_untuk", NEW."dilaporkan_pada", NEW."dipegang_id", NEW."ditutup_pada", NEW."id", NEW."jenis", NEW."judul", NEW."jumlah_orang", NEW."keadaan", NEW."kunci", NEW."pelapor_id", NEW."pemilik_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tenggat", NEW."unit_id", NEW."uraian", NEW."versi"); RETURN NULL;', hash='a6f2f04e462bd63a716ba35f8466ed21c022eb44', operation='INSERT', pgid='pgtrigger_insert_insert_09b92', table='puskesmas_masalah', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_masalahevent" ("batas_gerak", "bergerak_pada", "dibuka_ulang", "diingatkan_untuk", "dilaporkan_pada", "dipegang_id", "ditutup_pada", "id", "jenis", "judul", "jumlah_orang", "keadaan", "kunci", "pelapor_id", "pemilik_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenggat", "unit_id", "uraian", "versi") VALUES (NEW."batas_gerak", NEW."bergerak_pada", NEW."dibuka_ulang", NEW."diingatkan_untuk", NEW."dilaporkan_pada", NEW."dipegang_id", NEW."ditutup_pada", NEW."id", NEW."jenis", NEW."judul", NEW."jumlah_orang", NEW."keadaan", NEW."kunci", NEW."pelapor_id", NEW."pemilik_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tenggat", NEW."unit_id", NEW."uraian", NEW."versi"); RETURN NULL;', hash='873bfec90133e8575bfc31e360755a5b4513c2dd', operation='UPDATE', pgid='pgtrigger_update_update_ba60e', table='puskesmas_masalah', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PenggunaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('nama', models.CharField(max_length=150)),
                ('telepon', models.CharField(blank=True, max_length=20)),
                ('surel_harian', models.BooleanField(default=True, help_text='Mau ringkasan pesan lewat surel.')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Penugasan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peran', models.CharField(choices=[('admin_kabupaten', 'Administrator kabupaten'), ('staf_dinas', 'Staf Dinas Kesehatan'), ('kepala_puskesmas', 'Kepala Puskesmas'), ('pj_ilp', 'PJ ILP'), ('pj_klaster', 'PJ Klaster'), ('pj_lintas_klaster', 'PJ Lintas Klaster'), ('pj_posyandu', 'PJ Posyandu'), ('kepala_pustu', 'Kepala Pustu'), ('bidan_desa', 'Bidan desa'), ('kader', 'Kader'), ('tamu_desa', 'Tamu desa')], max_length=20)),
                ('jenis', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt'), ('plh', 'Plh')], default='definitif', max_length=10)),
                ('sejak', models.DateField()),
                ('sampai', models.DateField(blank=True, null=True)),
                ('klaster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaster.klaster')),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to='puskesmas.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sampai__isnull', True), ('sampai__gt', models.F('sejak')), _connector='OR'), name='penugasan_urut'), models.CheckConstraint(condition=models.Q(('peran__in', ['admin_kabupaten', 'staf_dinas', 'kepala_puskesmas', 'pj_ilp', 'pj_klaster', 'pj_lintas_klaster', 'pj_posyandu', 'kepala_pustu', 'bidan_desa', 'kader', 'tamu_desa'])), name='penugasan_peran_dikenal'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('pengguna', '='), ('unit', '='), ('peran', '='), (models.Func('sejak', 'sampai', django.contrib.postgres.fields.ranges.RangeBoundary(), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='penugasan_tidak_tumpang')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_penugasanevent" ("id", "jenis", "klaster_id", "pengguna_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "sejak", "unit_id") VALUES (NEW."id", NEW."jenis", NEW."klaster_id", NEW."pengguna_id", NEW."peran", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sampai", NEW."sejak", NEW."unit_id"); RETURN NULL;', hash='df60cccdabd787d5352462669739e0a2a6a09737', operation='INSERT', pgid='pgtrigger_insert_insert_cc725', table='puskesmas_penugasan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_penugasanevent" ("id", "jenis", "klaster_id", "pengguna_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "sejak", "unit_id") VALUES (NEW."id", NEW."jenis", NEW."klaster_id", NEW."pengguna_id", NEW."peran", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sampai", NEW."sejak", NEW."unit_id"); RETURN NULL;', hash='1925a99fc31476f4185bc9b7f4c45401ac74e52c', operation='UPDATE', pgid='pgtrigger_update_update_361a8', table='puskesmas_penugasan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Perangkat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('nama', models.CharField(max_length=100)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('dipakai_pada', models.DateTimeField(blank=True, null=True)),
                ('dicabut_pada', models.DateTimeField(blank=True, null=True)),
                ('kirim_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('alasan_cabut', models.CharField(blank=True, max_length=200)),
                ('terhapus_pada', models.DateTimeField(blank=True, help_text='HP yang dicabut melapor: data orang sudah dihapus.', null=True)),
                ('dicabut_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('diganti_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='menggantikan', to='puskesmas.perangkat')),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='perangkat', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_perangkatevent" ("alasan_cabut", "dibuat_pada", "dicabut_oleh_id", "dicabut_pada", "diganti_oleh_id", "id", "nama", "pengguna_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terhapus_pada", "token_hash") VALUES (NEW."alasan_cabut", NEW."dibuat_pada", NEW."dicabut_oleh_id", NEW."dicabut_pada", NEW."diganti_oleh_id", NEW."id", NEW."nama", NEW."pengguna_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."terhapus_pada", NEW."token_hash"); RETURN NULL;', hash='bd51bdbebc27103df122230c603093483f1fdb30', operation='INSERT', pgid='pgtrigger_insert_insert_9fda3', table='puskesmas_perangkat', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."alasan_cabut" IS DISTINCT FROM (NEW."alasan_cabut") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."dicabut_oleh_id" IS DISTINCT FROM (NEW."dicabut_oleh_id") OR OLD."dicabut_pada" IS DISTINCT FROM (NEW."dicabut_pada") OR OLD."diganti_oleh_id" IS DISTINCT FROM (NEW."diganti_oleh_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."pengguna_id" IS DISTINCT FROM (NEW."pengguna_id") OR OLD."terhapus_pada" IS DISTINCT FROM (NEW."terhapus_pada") OR OLD."token_hash" IS DISTINCT FROM (NEW."token_hash"))', func='INSERT INTO "puskesmas_perangkatevent" ("alasan_cabut", "dibuat_pada", "dicabut_oleh_id", "dicabut_pada", "diganti_oleh_id", "id", "nama", "pengguna_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terhapus_pada", "token_hash") VALUES (NEW."alasan_cabut", NEW."dibuat_pada", NEW."dicabut_oleh_id", NEW."dicabut_pada", NEW."diganti_oleh_id", NEW."id", NEW."nama", NEW."pengguna_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."terhapus_pada", NEW."token_hash"); RETURN NULL;', hash='80b0209bdd90418aeacf66253e4458c15461c9c0', operation='UPDATE', pgid='pgtrigger_update_update_cefee', table='puskesmas_perangkat', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PerluHitung',
            fields=[
                ('kabupaten', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='perlu_hitung', serialize=False, to='puskesmas.unit')),
                ('sejak_tanggal', models.DateField()),
                ('versi', models.BigIntegerField(default=1)),
                ('ditandai_pada', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='ProfilPuskesmas',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='profil_puskesmas', serialize=False, to='puskesmas.unit')),
                ('kode_nasional', models.CharField(blank=True, help_text='Kode Puskesmas nasional, 7 angka.', max_length=11)),
                ('hari_rapat', models.PositiveSmallIntegerField(default=1, help_text='Hari rapat mingguan, 1 Senin sampai 7 Minggu.')),
                ('tenggat_hari', models.PositiveSmallIntegerField(default=0, help_text='Hari sesudah rapat untuk mengesahkan.')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hari_rapat__range', (1, 7))), name='profil_hari_rapat_sah'), models.CheckConstraint(condition=models.Q(('tenggat_hari__lte', 6)), name='profil_tenggat_sepekan')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_profilpuskesmasevent" ("hari_rapat", "kode_nasional", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenggat_hari", "unit_id") VALUES (NEW."hari_rapat", NEW."kode_nasional", _pgh_attach_context(), NOW(), \'insert\', NEW."unit_id", NEW."tenggat_hari", NEW."unit_id"); RETURN NULL;', hash='ba2930ef61744d5ecff9c87a152b4cdde0ce9a78', operation='INSERT', pgid='pgtrigger_insert_insert_d8226', table='puskesmas_profilpuskesmas', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_profilpuskesmasevent" ("hari_rapat", "kode_nasional", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tenggat_hari", "unit_id") VALUES (NEW."hari_rapat", NEW."kode_nasional", _pgh_attach_context(), NOW(), \'update\', NEW."unit_id", NEW."tenggat_hari", NEW."unit_id"); RETURN NULL;', hash='44fb33d5801205446d8da81112652fca6a50b28c', operation='UPDATE', pgid='pgtrigger_update_update_c18c8', table='puskesmas_profilpuskesmas', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Setelan',
            fields=[
                ('kabupaten', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='setelan', serialize=False, to='puskesmas.unit')),
                ('zona_waktu', models.CharField(default='Asia/Jakarta', max_length=40, validators=[puskesmas.models.unit.validate_timezone])),
                ('sebutan_desa', models.CharField(default='Desa', help_text='Desa, Pekon, Kelurahan, Kampung, Nagari …', max_length=20)),
                ('segera_menit', models.PositiveSmallIntegerField(default=120, help_text='Menit sebelum tanda bahaya yang belum ditanggapi naik.')),
                ('aturan', models.JSONField(blank=True, default=dict, help_text='Nilai setelan aturan yang berbeda dari bawaan.')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_setelanevent" ("aturan", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebutan_desa", "segera_menit", "zona_waktu") VALUES (NEW."aturan", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'insert\', NEW."kabupaten_id", NEW."sebutan_desa", NEW."segera_menit", NEW."zona_waktu"); RETURN NULL;', hash='9f5f1c3c6b898f31f2d17c1128973034a3fa7e3c', operation='INSERT', pgid='pgtrigger_insert_insert_d4353', table='puskesmas_setelan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_setelanevent" ("aturan", "kabupaten_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebutan_desa", "segera_menit", "zona_waktu") VALUES (NEW."aturan", NEW."kabupaten_id", _pgh_attach_context(), NOW(), \'update\', NEW."kabupaten_id", NEW."sebutan_desa", NEW."segera_menit", NEW."zona_waktu"); RETURN NULL;', hash='472381084040eb1cb7cf6fae5b3789498fa3ec19', operation='UPDATE', pgid='pgtrigger_update_update_68413', table='puskesmas_setelan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Puskesmas',
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
            name='SurelHarian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tanggal', models.DateField()),
                ('dikirim_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pengguna', 'tanggal'), name='surel_sekali_sehari')],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('nasional', 'Nasional'), ('provinsi', 'Provinsi'), ('kabupaten', 'Kabupaten/kota'), ('puskesmas', 'Puskesmas'), ('pustu', 'Pustu'), ('posyandu', 'Posyandu')], max_length=12)),
                ('kode', models.CharField(help_text='Kode umum, dipakai di alamat halaman dan API.', max_length=40)),
                ('kode_wilayah', models.CharField(blank=True, help_text='Kode Kemendagri wilayahnya, mis. 19.06.01.2004.', max_length=13)),
                ('nama', models.CharField(max_length=150)),
                ('jalur', models.CharField(max_length=120)),
                ('status', models.CharField(choices=[('rencana', 'Direncanakan'), ('persiapan', 'Persiapan'), ('beroperasi', 'Beroperasi'), ('tutup', 'Tutup')], default='beroperasi', max_length=12)),
                ('rencana_buka', models.DateField(blank=True, null=True)),
                ('dibuka_pada', models.DateField(blank=True, null=True)),
                ('ditutup_pada', models.DateField(blank=True, null=True)),
                ('alamat', models.CharField(blank=True, max_length=200)),
                ('telepon', models.CharField(blank=True, max_length=20)),
                ('induk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('kabupaten', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KodeHP',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode_hash', models.CharField(max_length=64, unique=True)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('berlaku_sampai', models.DateTimeField()),
                ('dipakai_pada', models.DateTimeField(blank=True, null=True)),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('untuk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kode_hp', to=settings.AUTH_USER_MODEL)),
                ('perangkat', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kode', to='puskesmas.perangkat')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_kodehpevent" ("berlaku_sampai", "dibuat_oleh_id", "dibuat_pada", "dipakai_pada", "id", "perangkat_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "untuk_id") VALUES (NEW."berlaku_sampai", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dipakai_pada", NEW."id", NEW."perangkat_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."untuk_id"); RETURN NULL;', hash='b372aceda9b248c085f9448e57f8c44350af2c39', operation='INSERT', pgid='pgtrigger_insert_insert_8f0c4', table='puskesmas_kodehp', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berlaku_sampai" IS DISTINCT FROM (NEW."berlaku_sampai") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."dipakai_pada" IS DISTINCT FROM (NEW."dipakai_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."perangkat_id" IS DISTINCT FROM (NEW."perangkat_id") OR OLD."untuk_id" IS DISTINCT FROM (NEW."untuk_id"))', func='INSERT INTO "puskesmas_kodehpevent" ("berlaku_sampai", "dibuat_oleh_id", "dibuat_pada", "dipakai_pada", "id", "perangkat_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "untuk_id") VALUES (NEW."berlaku_sampai", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dipakai_pada", NEW."id", NEW."perangkat_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."untuk_id"); RETURN NULL;', hash='c3322351f38a5788072201cc323f8e9ec7c1b438', operation='UPDATE', pgid='pgtrigger_update_update_7b3f5', table='puskesmas_kodehp', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='FotoMasalah',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('lebar', models.PositiveSmallIntegerField()),
                ('tinggi', models.PositiveSmallIntegerField()),
                ('isi', models.BinaryField()),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('masalah', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='foto', to='puskesmas.masalah')),
            ],
            options={
                'ordering': ['pada', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PerangkatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('nama', models.CharField(max_length=100)),
                ('token_hash', models.CharField(max_length=64)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('dicabut_pada', models.DateTimeField(blank=True, null=True)),
                ('alasan_cabut', models.CharField(blank=True, max_length=200)),
                ('terhapus_pada', models.DateTimeField(blank=True, help_text='HP yang dicabut melapor: data orang sudah dihapus.', null=True)),
                ('dicabut_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('diganti_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.perangkat')),
                ('pengguna', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.perangkat')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PenugasanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('peran', models.CharField(choices=[('admin_kabupaten', 'Administrator kabupaten'), ('staf_dinas', 'Staf Dinas Kesehatan'), ('kepala_puskesmas', 'Kepala Puskesmas'), ('pj_ilp', 'PJ ILP'), ('pj_klaster', 'PJ Klaster'), ('pj_lintas_klaster', 'PJ Lintas Klaster'), ('pj_posyandu', 'PJ Posyandu'), ('kepala_pustu', 'Kepala Pustu'), ('bidan_desa', 'Bidan desa'), ('kader', 'Kader'), ('tamu_desa', 'Tamu desa')], max_length=20)),
                ('jenis', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt'), ('plh', 'Plh')], default='definitif', max_length=10)),
                ('sejak', models.DateField()),
                ('sampai', models.DateField(blank=True, null=True)),
                ('klaster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='klaster.klaster')),
                ('pengguna', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.penugasan')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MasalahEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, serialize=False)),
                ('jenis', models.CharField(choices=[('tenaga', 'Tenaga'), ('alat', 'Alat'), ('obat_vaksin', 'Obat dan vaksin'), ('data', 'Data'), ('akses', 'Akses'), ('perilaku', 'Perilaku masyarakat'), ('lintas_sektor', 'Lintas sektor'), ('wabah', 'Wabah'), ('lain', 'Lain-lain')], max_length=16)),
                ('judul', models.CharField(max_length=120)),
                ('uraian', models.CharField(blank=True, max_length=2000)),
                ('jumlah_orang', models.PositiveIntegerField(blank=True, help_text='Berapa orang yang terkena.', null=True)),
                ('keadaan', models.CharField(choices=[('dilaporkan', 'Dilaporkan'), ('ditangani', 'Ditangani'), ('diusulkan_selesai', 'Diusulkan selesai'), ('dibuka_kembali', 'Dibuka kembali'), ('selesai', 'Selesai'), ('batal', 'Batal')], default='dilaporkan', max_length=20)),
                ('tenggat', models.DateField(blank=True, null=True)),
                ('kunci', models.CharField(blank=True, help_text='Aturan yang membukanya, dan atas apa.', max_length=120)),
                ('dibuka_ulang', models.PositiveSmallIntegerField(default=0)),
                ('versi', models.PositiveIntegerField(default=1, help_text='Naik dengan setiap langkah.')),
                ('bergerak_pada', models.DateField()),
                ('batas_gerak', models.DateField()),
                ('diingatkan_untuk', models.DateField(blank=True, help_text='Batas gerak yang sudah diingatkan.', null=True)),
                ('dilaporkan_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('pelapor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pemilik', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.masalah')),
                ('dipegang', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
                ('unit', models.ForeignKey(db_constraint=False, help_text='Tempat masalahnya.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LangkahMasalah',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('langkah', models.CharField(choices=[('lapor', 'Dilaporkan'), ('tangani', 'Ditangani'), ('usul_selesai', 'Diusulkan selesai'), ('terima', 'Diterima selesai'), ('tolak', 'Belum selesai'), ('buka_kembali', 'Dibuka kembali'), ('batal', 'Dibatalkan'), ('naik', 'Naik'), ('ingat', 'Pengingat'), ('komentar', 'Catatan'), ('foto', 'Foto'), ('tindakan', 'Tindakan')], max_length=16)),
                ('keadaan', models.CharField(choices=[('dilaporkan', 'Dilaporkan'), ('ditangani', 'Ditangani'), ('diusulkan_selesai', 'Diusulkan selesai'), ('dibuka_kembali', 'Dibuka kembali'), ('selesai', 'Selesai'), ('batal', 'Batal')], help_text='Sesudah langkah ini.', max_length=20)),
                ('isi', models.CharField(blank=True, max_length=1000)),
                ('pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('masalah', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='langkah', to='puskesmas.masalah')),
                ('dipegang', models.ForeignKey(help_text='Sesudah langkah ini.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='puskesmas.unit')),
            ],
            options={
                'ordering': ['pada', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('langkah', 'naik')), fields=('masalah', 'dipegang'), name='masalah_naik_sekali')],
                'triggers': [pgtrigger.compiler.Trigger(name='cerita_beku', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2dd41330898d37d8ae39b4a6a2b9d64ffb8d8ff5', operation='UPDATE OR DELETE', pgid='pgtrigger_cerita_beku_e3549', table='puskesmas_langkahmasalah', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='JamMasalahEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('tenaga', 'Tenaga'), ('alat', 'Alat'), ('obat_vaksin', 'Obat dan vaksin'), ('data', 'Data'), ('akses', 'Akses'), ('perilaku', 'Perilaku masyarakat'), ('lintas_sektor', 'Lintas sektor'), ('wabah', 'Wabah'), ('lain', 'Lain-lain')], max_length=16)),
                ('tingkat', models.CharField(choices=[('pustu', 'Pustu'), ('puskesmas', 'Puskesmas'), ('kabupaten', 'Kabupaten/kota')], max_length=12)),
                ('hari', models.PositiveSmallIntegerField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.jammasalah')),
                ('kabupaten', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProfilPuskesmasEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('kode_nasional', models.CharField(blank=True, help_text='Kode Puskesmas nasional, 7 angka.', max_length=11)),
                ('hari_rapat', models.PositiveSmallIntegerField(default=1, help_text='Hari rapat mingguan, 1 Senin sampai 7 Minggu.')),
                ('tenggat_hari', models.PositiveSmallIntegerField(default=0, help_text='Hari sesudah rapat untuk mengesahkan.')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='puskesmas.unit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.profilpuskesmas')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SetelanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('zona_waktu', models.CharField(default='Asia/Jakarta', max_length=40, validators=[puskesmas.models.unit.validate_timezone])),
                ('sebutan_desa', models.CharField(default='Desa', help_text='Desa, Pekon, Kelurahan, Kampung, Nagari …', max_length=20)),
                ('segera_menit', models.PositiveSmallIntegerField(default=120, help_text='Menit sebelum tanda bahaya yang belum ditanggapi naik.')),
                ('aturan', models.JSONField(blank=True, default=dict, help_text='Nilai setelan aturan yang berbeda dari bawaan.')),
                ('kabupaten', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='puskesmas.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.setelan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Pesan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kunci', models.CharField(help_text='Tentang apa; sekali untuk tiap orang.', max_length=150)),
                ('jenis', models.CharField(choices=[('evaluasi', 'Evaluasi'), ('tindakan', 'Tindakan'), ('masalah', 'Masalah'), ('nyelik', 'Nyelik'), ('segera', 'Tanda bahaya')], max_length=8)),
                ('kalimat', models.CharField(max_length=300)),
                ('alamat', models.CharField(help_text='Halaman tempat hal itu diselesaikan.', max_length=200)),
                ('kelompok', models.CharField(help_text='Yang sama menjadi satu baris; sendirian bila sama kunci.', max_length=150)),
                ('jumlah', models.PositiveIntegerField(default=1, help_text='Berapa hal yang disebut kalimatnya.')),
                ('kalimat_banyak', models.CharField(blank=True, help_text='Sesudah jumlah sekelompok.', max_length=300)),
                ('alamat_banyak', models.CharField(blank=True, help_text='Halaman untuk semua yang sekelompok.', max_length=200)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('dibaca_pada', models.DateTimeField(blank=True, null=True)),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pesan', to=settings.AUTH_USER_MODEL)),
                ('surel', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pesan', to='puskesmas.surelharian')),
            ],
            options={
                'ordering': ['-dibuat_pada', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('pengguna', 'kunci'), name='pesan_sekali'), models.CheckConstraint(condition=models.Q(('jenis__in', ['evaluasi', 'tindakan', 'masalah', 'nyelik', 'segera'])), name='pesan_jenis_dikenal'), models.CheckConstraint(condition=models.Q(('alamat__startswith', '/'), models.Q(('alamat__startswith', '//'), _negated=True)), name='pesan_alamat_sendiri'), models.CheckConstraint(condition=models.Q(('alamat_banyak', ''), models.Q(('alamat_banyak__startswith', '/'), models.Q(('alamat_banyak__startswith', '//'), _negated=True)), _connector='OR'), name='pesan_alamat_banyak_sendiri')],
                'indexes': [models.Index(fields=['pengguna', '-dibuat_pada'], name='pesan_pengguna'), models.Index(condition=models.Q(('dibaca_pada', None)), fields=['pengguna'], name='pesan_belum_dibaca'), models.Index(condition=models.Q(('dibaca_pada', None)), fields=['kunci'], name='pesan_tentang', opclasses=['varchar_pattern_ops'])],
            },
        ),
        migrations.CreateModel(
            name='Tindakan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('apa', models.CharField(max_length=300)),
                ('tenggat', models.DateField()),
                ('status', models.CharField(choices=[('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('batal', 'Batal')], default='berjalan', max_length=8)),
                ('hasil', models.CharField(blank=True, max_length=500)),
                ('alasan', models.CharField(blank=True, help_text='Mengapa terakhir ditunda atau dibatalkan.', max_length=200)),
                ('ditunda', models.PositiveSmallIntegerField(default=0)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ditutup_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('masalah', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tindakan', to='puskesmas.masalah')),
                ('penanggung_jawab', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tindakan', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tindakan', to='puskesmas.unit')),
            ],
            options={
                'ordering': ['tenggat', 'dibuat_pada'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['berjalan', 'selesai', 'batal'])), name='tindakan_status_dikenal'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'selesai'), _negated=True), models.Q(('hasil', ''), _negated=True), _connector='OR'), name='tindakan_selesai_berhasil'), models.CheckConstraint(condition=models.Q(models.Q(('ditutup_pada__isnull', True), ('status', 'berjalan')), models.Q(models.Q(('status', 'berjalan'), _negated=True), ('ditutup_pada__isnull', False)), _connector='OR'), name='tindakan_tutup_bertanggal')],
                'indexes': [models.Index(fields=['unit', 'status', 'tenggat'], name='tindakan_unit_status')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "puskesmas_tindakanevent" ("alasan", "apa", "dibuat_oleh_id", "dibuat_pada", "ditunda", "ditutup_oleh_id", "ditutup_pada", "hasil", "id", "masalah_id", "penanggung_jawab_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tenggat", "unit_id") VALUES (NEW."alasan", NEW."apa", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."ditunda", NEW."ditutup_oleh_id", NEW."ditutup_pada", NEW."hasil", NEW."id", NEW."masalah_id", NEW."penanggung_jawab_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."tenggat", NEW."unit_id"); RETURN NULL;', hash='527e29680bde91937776ff14951e39f051440956', operation='INSERT', pgid='pgtrigger_insert_insert_3e637', table='puskesmas_tindakan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "puskesmas_tindakanevent" ("alasan", "apa", "dibuat_oleh_id", "dibuat_pada", "ditunda", "ditutup_oleh_id", "ditutup_pada", "hasil", "id", "masalah_id", "penanggung_jawab_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tenggat", "unit_id") VALUES (NEW."alasan", NEW."apa", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."ditunda", NEW."ditutup_oleh_id", NEW."ditutup_pada", NEW."hasil", NEW."id", NEW."masalah_id", NEW."penanggung_jawab_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tenggat", NEW."unit_id"); RETURN NULL;', hash='a3062a74c5a30867ebad026ee886c785f690d4aa', operation='UPDATE', pgid='pgtrigger_update_update_3b2c9', table='puskesmas_tindakan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='KodeHPEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('berlaku_sampai', models.DateTimeField()),
                ('dipakai_pada', models.DateTimeField(blank=True, null=True)),
                ('dibuat_oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.kodehp')),
                ('untuk', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('perangkat', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.perangkat')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TindakanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, serialize=False)),
                ('apa', models.CharField(max_length=300)),
                ('tenggat', models.DateField()),
                ('status', models.CharField(choices=[('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('batal', 'Batal')], default='berjalan', max_length=8)),
                ('hasil', models.CharField(blank=True, max_length=500)),
                ('alasan', models.CharField(blank=True, help_text='Mengapa terakhir ditunda atau dibatalkan.', max_length=200)),
                ('ditunda', models.PositiveSmallIntegerField(default=0)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('dibuat_oleh', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ditutup_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('masalah', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.masalah')),
                ('penanggung_jawab', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='puskesmas.tindakan')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='puskesmas.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(install_triggers, migrations.RunPython.noop),
    ]
