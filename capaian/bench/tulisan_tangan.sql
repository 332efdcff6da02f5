-- The posyandu rows of one week for every indicator, written by hand for exactly these indicators: the yardstick of
-- `bench evaluasi`. Nothing else uses it. A new indicator needs a new line here.
WITH orang AS (
    SELECT w.id, w.keluarga_id, w.tanggal_lahir, w.jenis_kelamin, d.posyandu_id,
           EXISTS (SELECT FROM posyandu_kehamilan h WHERE h.warga_id = w.id AND h.hpht <= %(minggu)s
                   AND (h.selesai > %(minggu)s OR h.selesai IS NULL AND %(minggu)s <= h.hpht + 308)) AS hamil,
           EXISTS (SELECT FROM posyandu_penyakitterdaftar t WHERE t.warga_id = w.id AND t.penyakit = 'hipertensi'
                   AND t.sejak <= %(minggu)s AND (t.sampai IS NULL OR t.sampai > %(minggu)s)) AS hipertensi
    FROM puskesmas_unit u
    JOIN posyandu_domisili d ON d.posyandu_id = u.id
    JOIN posyandu_warga w ON w.id = d.warga_id
    WHERE u.jalur LIKE %(jalur)s || '%%' AND d.sejak <= %(minggu)s AND (d.sampai IS NULL OR d.sampai > %(minggu)s)
      AND w.digabung_ke_id IS NULL AND w.tanggal_lahir <= %(minggu)s
), setahun AS (
    SELECT COALESCE(a.digabung_ke_id, k.warga_id) AS id, k.tanggal, k.kanal, k.temuan
    FROM posyandu_kunjungan k
    LEFT JOIN posyandu_warga a ON a.id = k.warga_id AND a.digabung_ke_id IS NOT NULL
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal BETWEEN %(minggu)s::date - 364 AND %(minggu)s
), fakta AS (
    SELECT id,
           bool_or(tanggal >= %(awal_bulan)s AND 'ditimbang' = ANY(temuan)) AS ditimbang,
           bool_or(tanggal >= %(awal_bulan)s AND temuan && '{bb_naik,bb_tidak_naik}') AS dinilai,
           bool_or(tanggal >= %(awal_bulan)s AND 'bb_tidak_naik' = ANY(temuan)) AS tidak_naik,
           bool_or(tanggal >= %(awal_bulan)s AND 'vitamin_a' = ANY(temuan)) AS vitamin_a,
           bool_or(tanggal >= %(awal_tahun)s AND 'td_diukur' = ANY(temuan)) AS td,
           bool_or(tanggal >= %(awal_tahun)s AND 'gds_diukur' = ANY(temuan)) AS gds,
           bool_or(tanggal >= %(awal_tahun)s AND 'lansia_diskrining' = ANY(temuan)) AS lansia,
           bool_or(tanggal >= %(awal_tahun)s AND 'tbc_diskrining' = ANY(temuan)) AS tbc,
           bool_or(tanggal >= %(awal_tahun)s AND kanal = 'rumah' AND 'kunjungan_rumah' = ANY(temuan)) AS rumah,
           (array_agg('asi_eksklusif' = ANY(temuan) ORDER BY tanggal DESC, 'asi_eksklusif' = ANY(temuan) DESC)
               FILTER (WHERE 'asi_ditanya' = ANY(temuan)))[1] AS asi,
           (array_agg('kek' = ANY(temuan) ORDER BY tanggal DESC, 'kek' = ANY(temuan) DESC)
               FILTER (WHERE 'lila_diukur' = ANY(temuan)))[1] AS kek,
           (array_agg('td_normal' = ANY(temuan) ORDER BY tanggal DESC, 'td_normal' = ANY(temuan) DESC)
               FILTER (WHERE 'td_diukur' = ANY(temuan)))[1] AS td_normal
    FROM setahun
    GROUP BY id
), per_orang AS (
    SELECT posyandu_id,
           count(*) AS semua,
           count(*) FILTER (WHERE f.tbc) AS tbc,
           count(*) FILTER (WHERE balita) AS balita,
           count(*) FILTER (WHERE balita AND f.ditimbang) AS ditimbang,
           count(*) FILTER (WHERE balita AND f.dinilai) AS dinilai,
           count(*) FILTER (WHERE balita AND f.dinilai AND f.tidak_naik) AS tidak_naik,
           count(*) FILTER (WHERE bayi AND f.asi IS NOT NULL) AS asi_ditanya,
           count(*) FILTER (WHERE bayi AND f.asi) AS asi,
           count(*) FILTER (WHERE balita AND NOT bayi) AS anak,
           count(*) FILTER (WHERE balita AND NOT bayi AND f.vitamin_a) AS vitamin_a,
           count(*) FILTER (WHERE hamil AND f.kek IS NOT NULL) AS lila,
           count(*) FILTER (WHERE hamil AND f.kek) AS kek,
           count(*) FILTER (WHERE umur >= 15) AS dewasa,
           count(*) FILTER (WHERE umur >= 15 AND f.td) AS td,
           count(*) FILTER (WHERE umur >= 40) AS empat_puluh,
           count(*) FILTER (WHERE umur >= 40 AND f.gds) AS gds,
           count(*) FILTER (WHERE hipertensi AND f.td_normal IS NOT NULL) AS hipertensi,
           count(*) FILTER (WHERE hipertensi AND f.td_normal) AS terkendali,
           count(*) FILTER (WHERE umur >= 60) AS lansia,
           count(*) FILTER (WHERE umur >= 60 AND f.lansia) AS lansia_diskrining
    FROM (
        SELECT *, tanggal_lahir > %(minggu)s::date - interval '60 months' AS balita,
               tanggal_lahir > %(minggu)s::date - interval '6 months' AS bayi,
               extract(year FROM age(%(minggu)s::date, tanggal_lahir)) AS umur
        FROM orang
    ) o
    LEFT JOIN fakta f USING (id)
    GROUP BY posyandu_id
), kehamilan AS (
    SELECT o.posyandu_id, count(*) AS semua, count(*) FILTER (WHERE (
        SELECT count(DISTINCT k.tanggal) FROM posyandu_kunjungan k
        LEFT JOIN posyandu_warga a ON a.id = k.warga_id AND a.digabung_ke_id IS NOT NULL
        WHERE k.warga_id = o.id AND k.berlaku AND k.bagian_dari_id IS NULL AND 'anc' = ANY(k.temuan)
          AND k.tanggal BETWEEN h.hpht AND LEAST(COALESCE(h.selesai, %(minggu)s), %(minggu)s)
    ) >= 6) AS enam
    FROM orang o
    JOIN posyandu_kehamilan h ON h.warga_id = o.id
    WHERE CASE WHEN h.selesai <= %(minggu)s THEN h.selesai ELSE h.hpl END BETWEEN %(awal_tahun)s AND %(minggu)s
    GROUP BY o.posyandu_id
), keluarga AS (
    SELECT posyandu_id, count(*) AS semua, count(*) FILTER (WHERE rumah) AS dikunjungi
    FROM (
        SELECT (array_agg(o.posyandu_id ORDER BY o.tanggal_lahir, o.id))[1] AS posyandu_id, bool_or(f.rumah) AS rumah
        FROM orang o
        LEFT JOIN fakta f USING (id)
        WHERE o.keluarga_id IS NOT NULL
        GROUP BY o.keluarga_id
    ) per_keluarga
    GROUP BY posyandu_id
), pos AS (
    SELECT u.id AS posyandu_id, 1 AS semua, EXISTS (
        SELECT FROM posyandu_kunjungan k WHERE k.unit_layanan_id = u.id AND k.berlaku AND k.bagian_dari_id IS NULL
          AND k.kanal = 'rumah' AND 'kunjungan_rumah' = ANY(k.temuan) AND k.tanggal BETWEEN %(senin)s AND %(minggu)s
    )::int AS melapor
    FROM puskesmas_unit u
    WHERE u.jalur LIKE %(jalur)s || '%%' AND u.jenis = 'posyandu' AND u.status <> 'tutup'
), sesi AS (
    SELECT s.posyandu_id, count(*) AS semua, count(*) FILTER (WHERE s.status = 'ditutup' AND s.jumlah_dinyatakan <= (
        SELECT count(*) FROM posyandu_kunjungan k WHERE k.hari_buka_id = s.id AND k.berlaku AND k.bagian_dari_id IS NULL
    )) AS lengkap
    FROM puskesmas_unit u
    JOIN posyandu_haribuka s ON s.posyandu_id = u.id
    WHERE u.jalur LIKE %(jalur)s || '%%' AND s.status NOT IN ('dipindah', 'batal')
      AND s.tanggal BETWEEN %(senin)s AND %(minggu)s
    GROUP BY s.posyandu_id
)
SELECT posyandu_id, x.* FROM per_orang p CROSS JOIN LATERAL (VALUES
    ('balita_ditimbang', p.balita, p.ditimbang), ('balita_tidak_naik', p.dinilai, p.tidak_naik),
    ('asi_eksklusif', p.asi_ditanya, p.asi), ('vitamin_a', p.anak, p.vitamin_a), ('bumil_kek', p.lila, p.kek),
    ('td_skrining', p.dewasa, p.td), ('gds_skrining', p.empat_puluh, p.gds),
    ('hipertensi_terkendali', p.hipertensi, p.terkendali), ('lansia_diskrining', p.lansia, p.lansia_diskrining),
    ('tbc_skrining', p.semua, p.tbc)
) x (indikator, penyebut, pembilang)
UNION ALL SELECT posyandu_id, 'anc_6', semua, enam FROM kehamilan
UNION ALL SELECT posyandu_id, 'keluarga_dikunjungi', semua, dikunjungi FROM keluarga
UNION ALL SELECT posyandu_id, 'posyandu_kunjungan_rumah', semua, melapor FROM pos
UNION ALL SELECT posyandu_id, 'hari_buka_lengkap', semua, lengkap FROM sesi
