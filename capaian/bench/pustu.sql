-- What the lists of a Pustu are made of, in the world of dunia.sql: {puskesmas} is the path of the Puskesmas whose lines were made by the rules.
-- Everybody else has the lines of somebody there, so that the table is as long as that of a kabupaten.
WITH asal AS (
    SELECT w.id, row_number() OVER (ORDER BY w.id) - 1 AS ke FROM posyandu_warga w
    JOIN puskesmas_unit u ON u.id = w.unit_id WHERE u.jalur LIKE {puskesmas}
), lain AS (
    SELECT w.id, w.unit_id, row_number() OVER (ORDER BY w.id) AS ke FROM posyandu_warga w
    JOIN puskesmas_unit u ON u.id = w.unit_id WHERE u.jalur NOT LIKE {puskesmas}
)
INSERT INTO pustu_jatuhtempo (warga_id, posyandu_id, kode, nama, kelompok, mulai, tenggat, sampai, terakhir)
SELECT lain.id, lain.unit_id, j.kode, j.nama, j.kelompok, j.mulai, j.tenggat, j.sampai, j.terakhir
FROM lain JOIN asal ON asal.ke = lain.ke % (SELECT count(*) FROM asal) JOIN pustu_jatuhtempo j ON j.warga_id = asal.id;

-- Every third visit with a finding that asks for action was dealt with, half of those to be looked at again.
INSERT INTO pustu_tindaklanjut (id, warga_id, unit_id, mencakup, temuan, keputusan, hasil, tenggat, oleh_id, pada)
SELECT md5('p' || k.id)::uuid, k.warga_id, k.unit_layanan_id, ARRAY[k.id], k.temuan, CASE WHEN ke % 2 = 0 THEN 'obati' ELSE 'pantau' END, 'Bench',
       CASE WHEN ke % 2 = 0 THEN NULL ELSE k.tanggal + 30 END, {petugas}, now()
FROM (SELECT *, row_number() OVER (ORDER BY id) AS ke FROM posyandu_kunjungan WHERE temuan && ARRAY['td_tinggi', 'kek']::varchar[]) k
WHERE k.ke % 3 = 0;
