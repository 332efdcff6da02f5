-- From one row per posyandu and indicator to one Capaian per unit and indicator. susun.py fills in the sources and the
-- list of indicators; every figure of a unit is the sum over the posyandu below it.
WITH {sumber},
indikator (nomor, kode, mode, arah, target, ambang, selalu_merah, di_luar_musim, mingguan, isian) AS (VALUES {indikator}),
baris (posyandu_id, nomor, penyebut, pembilang, tambahan) AS ({baris}),
pohon AS (
    -- Every unit of the kabupaten with each unit above it and itself; `ke` is the depth.
    SELECT u.id AS unit_id, atas.id::bigint AS atas_id, atas.ke
    FROM puskesmas_unit u
    CROSS JOIN unnest(string_to_array(trim(BOTH '/' FROM u.jalur), '/')) WITH ORDINALITY AS atas (id, ke)
    WHERE u.jalur ^@ {jalur}
),
target AS (
    -- The nearest target in force; in January and February last year's stands in where this year has none.
    SELECT DISTINCT ON (p.unit_id, t.indikator_id) p.unit_id, t.indikator_id, t.nilai, t.tahun < {tahun} AS sementara
    FROM pohon p
    JOIN capaian_target t ON t.unit_id = p.atas_id
    WHERE t.status = 'berlaku' AND t.tahun BETWEEN {tahun_terlama} AND {tahun}
    ORDER BY p.unit_id, t.indikator_id, t.tahun DESC, p.ke DESC
),
sesi AS (
    -- How much of the month's opening days has passed by the Sunday, and whether one is still ahead.
    SELECT s.posyandu_id,
           bool_or(s.pola = 'bulanan' AND s.tanggal <= {minggu}) AS bulanan_lewat,
           count(*) FILTER (WHERE s.pola = 'harian' AND s.tanggal <= {minggu}) AS harian_lewat,
           count(*) FILTER (WHERE s.pola = 'harian') AS harian,
           bool_or(s.tanggal > {minggu}) AS di_depan
    FROM puskesmas_unit u
    JOIN posyandu_haribuka s ON s.posyandu_id = u.id
    WHERE u.jalur ^@ {jalur}
      AND s.status NOT IN ('dipindah', 'batal') AND s.tanggal BETWEEN {awal_bulan} AND {akhir_bulan}
    GROUP BY s.posyandu_id
),
-- Materialised, or its arithmetic would be done again for every unit above.
per_posyandu AS MATERIALIZED (
    SELECT b.posyandu_id, b.nomor, b.penyebut, b.pembilang, b.tambahan,
           CASE WHEN i.mode IN ('bulan', 'musim') AND (i.di_luar_musim OR COALESCE(s.di_depan, FALSE))
                THEN b.penyebut - b.pembilang ELSE 0 END AS menunggu,
           -- Divided last, so that a rounding tie is an exact tie. A ceiling (turun) does not grow with the calendar.
           CASE
               WHEN i.mode = 'keadaan' THEN NULL
               WHEN i.arah = 'turun' THEN COALESCE(t.nilai, i.target) * b.penyebut
               WHEN i.di_luar_musim THEN 0
               WHEN i.mode IN ('bulan', 'musim') AND s.bulanan_lewat THEN COALESCE(t.nilai, i.target) * b.penyebut
               WHEN i.mode IN ('bulan', 'musim') AND s.harian > 0
                   THEN round(COALESCE(t.nilai, i.target) * b.penyebut * s.harian_lewat / s.harian, 4)
               WHEN i.mode IN ('bulan', 'musim') THEN 0
               WHEN i.mode = 'tahun' THEN round(COALESCE(t.nilai, i.target) * b.penyebut * {hari_ke} / {hari_setahun}, 4)
               ELSE COALESCE(t.nilai, i.target) * b.penyebut
           END AS harapan
    FROM baris b
    JOIN indikator i USING (nomor)
    LEFT JOIN sesi s USING (posyandu_id)
    LEFT JOIN target t ON t.unit_id = b.posyandu_id AND t.indikator_id = i.kode
),
per_unit AS (
    SELECT p.atas_id AS unit_id, b.nomor, sum(b.penyebut) AS penyebut, sum(b.pembilang) AS pembilang,
           sum(b.tambahan) AS tambahan, sum(b.menunggu) AS menunggu, sum(b.harapan) AS harapan
    FROM per_posyandu b
    JOIN pohon p ON p.unit_id = b.posyandu_id AND p.ke >= {kedalaman}
    GROUP BY p.atas_id, b.nomor
),
lengkap AS (
    SELECT u.id AS unit_id, i.*, COALESCE(t.nilai, i.target) AS patokan, COALESCE(t.sementara, FALSE) AS sementara,
           COALESCE(j.penyebut, 0) AS penyebut, COALESCE(j.pembilang, 0) AS pembilang,
           -- Nothing typed this week is not a zero.
           CASE WHEN i.isian THEN j.tambahan ELSE COALESCE(j.tambahan, 0) END AS tambahan, j.nomor IS NOT NULL AS ada,
           COALESCE(j.menunggu, 0) AS menunggu,
           CASE WHEN i.mode <> 'keadaan' AND COALESCE(t.nilai, i.target) IS NOT NULL THEN COALESCE(j.harapan, 0) END AS harapan
    FROM puskesmas_unit u
    CROSS JOIN indikator i
    LEFT JOIN per_unit j ON j.unit_id = u.id AND j.nomor = i.nomor
    LEFT JOIN target t ON t.unit_id = u.id AND t.indikator_id = i.kode
    WHERE u.jalur ^@ {jalur}
),
dinilai AS (
    -- A weekly indicator has a row for every unit, a typed one where somebody typed, were it a zero; the others only
    -- where there is something to say.
    SELECT *, {status} AS status
    FROM lengkap
    WHERE CASE WHEN isian THEN ada ELSE mingguan OR penyebut > 0 OR pembilang > 0 END
)
{tulis}
