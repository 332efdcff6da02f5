-- A kabupaten made of numbers only: {posyandu} posyandu, {kunjungan} visits of the last year, and the same again for each
-- further year of history. Triggers are off (session_replication_role), so nothing is audited: these are no people.
SELECT setseed(0.42);

INSERT INTO puskesmas_unit (id, jenis, kode, kode_wilayah, nama, induk_id, kabupaten_id, jalur, status, alamat, telepon)
SELECT 1, 'kabupaten', 'BENCH', '', 'Bench', NULL, 1, '/1/', 'beroperasi', '', ''
UNION ALL
SELECT 1 + n, 'puskesmas', 'P' || n, '', 'P' || n, 1, 1, '/1/' || 1 + n || '/', 'beroperasi', '', ''
FROM generate_series(1, 7) n
UNION ALL
SELECT 10 + n, 'pustu', 'T' || n, '', 'T' || n, 2 + n % 7, 1, '/1/' || 2 + n % 7 || '/' || 10 + n || '/', 'beroperasi', '', ''
FROM generate_series(1, 37) n
UNION ALL
SELECT 100 + n, 'posyandu', 'Y' || n, '', 'Y' || n, 11 + n % 37, 1,
       '/1/' || 2 + (1 + n % 37) % 7 || '/' || 11 + n % 37 || '/' || 100 + n || '/', 'beroperasi', '', ''
FROM generate_series(1, {posyandu}) n;
INSERT INTO puskesmas_setelan (kabupaten_id, zona_waktu, sebutan_desa, segera_menit, aturan)
VALUES (1, 'Asia/Jakarta', 'Desa', 120, '{{}}');

CREATE TEMP TABLE b_orang ON COMMIT DROP AS
SELECT n, md5('w' || n)::uuid AS id, md5('k' || n / 4)::uuid AS keluarga, 101 + (n / 4) % {posyandu} AS posyandu,
       CASE WHEN n % 4 = 0 THEN date {minggu} - (random() * 1900)::int ELSE date {minggu} - (random() * 30000)::int END AS lahir,
       CASE WHEN n % 2 = 0 THEN 'P' ELSE 'L' END AS jk
FROM generate_series(0, {orang} - 1) n;

INSERT INTO posyandu_keluarga (id, unit_id, kk_hash, alamat, rt)
SELECT keluarga, min(posyandu), '', '', '' FROM b_orang GROUP BY keluarga;
INSERT INTO posyandu_warga (id, kabupaten_id, unit_id, keluarga_id, nama, jenis_kelamin, tanggal_lahir, telepon, nik_hash,
                            nik_akhir, nik_ganda, status, tamu, dibuat_pada)
SELECT id, 1, posyandu, keluarga, 'Warga ' || n, jk, lahir, '', '', '', false, 'aktif', false, now() FROM b_orang;
INSERT INTO posyandu_domisili (warga_id, posyandu_id, sejak) SELECT id, posyandu, lahir FROM b_orang;
INSERT INTO posyandu_kehamilan (id, warga_id, hpht, hpl, hasil)
SELECT md5('h' || n)::uuid, id, mulai, mulai + 280, ''
FROM (SELECT n, id, date {minggu} - (random() * 300)::int AS mulai FROM b_orang
      WHERE jk = 'P' AND n % 20 = 2 AND lahir BETWEEN date {minggu} - 15000 AND date {minggu} - 6600) h;
INSERT INTO posyandu_penyakitterdaftar (id, warga_id, penyakit, sejak, alasan_keluar)
SELECT md5('t' || n)::uuid, id, 'hipertensi', date {minggu} - 500, '' FROM b_orang
WHERE n % 12 = 1 AND lahir < date {minggu} - 15000;

INSERT INTO posyandu_haribuka (id, posyandu_id, tanggal, pola, status, alasan, jumlah_dinyatakan)
SELECT md5('s' || p || '-' || b)::uuid, 100 + p, date_trunc('month', date {minggu} - make_interval(months => b))::date + p % 27,
       'bulanan', 'ditutup', '', 0
FROM generate_series(1, {posyandu}) p, generate_series(0, 11) b;

INSERT INTO posyandu_kunjungan (id, warga_id, unit_layanan_id, kanal, tanggal, dicatat_oleh_id, diperiksa_oleh, pengukuran,
                                sidik, temuan_saat_entri, alasan_batal, dicatat_pada, diterima_pada, temuan, versi_aturan, berlaku)
SELECT md5('v' || n)::uuid, o.id, o.posyandu, CASE WHEN n % 9 = 0 THEN 'rumah' ELSE 'posyandu' END,
       date {minggu} - (random() * 364)::int - 365 * (n / {kunjungan}), {petugas}, '',
       CASE WHEN n % 9 = 0 OR n % 20 = 2 OR o.lahir > date {minggu} - 1900 THEN '{{}}' ELSE '{{"sistole": 120, "diastole": 80}}' END::jsonb,
       '', '{{}}', '', now(), now(),
       CASE
           WHEN n % 9 = 0 THEN '{{kunjungan_rumah}}'
           WHEN o.lahir > date {minggu} - 180 THEN ('{{ditimbang,asi_ditanya' || CASE WHEN n % 3 = 0 THEN ',asi_eksklusif' ELSE '' END || '}}')
           WHEN o.lahir > date {minggu} - 1900 THEN ('{{ditimbang,vitamin_a,' || CASE WHEN n % 4 = 0 THEN 'bb_tidak_naik' ELSE 'bb_naik' END || '}}')
           WHEN n % 20 = 2 THEN ('{{anc,lila_diukur' || CASE WHEN n % 5 = 0 THEN ',kek' ELSE '' END || '}}')
           ELSE ('{{td_diukur,gds_diukur,tbc_diskrining,lansia_diskrining' || CASE WHEN n % 3 = 0 THEN ',td_normal' ELSE ',td_tinggi' END || '}}')
       END::varchar[], 'bench', true
FROM generate_series(0, {kunjungan} * {sejarah} - 1) n
JOIN b_orang AS o (nomor, id, keluarga, posyandu, lahir, jk) ON o.nomor = (n::bigint * 7919) % {orang};
