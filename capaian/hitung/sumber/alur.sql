-- One row per mother who lives here: her last birth, of a child alive or not, whose 42 days ended this year by the
-- Sunday; and the first step of care after conception that is missing, or that nothing is. So she stands in one place.
lahir AS MATERIALIZED (
    SELECT DISTINCT ON (p.warga_id) h.id, p.warga_id, p.posyandu_id, h.hpht, h.selesai, h.hasil
    FROM jejak j
    JOIN penduduk p ON p.warga_id = j.pokok_id
    JOIN posyandu_kehamilan h ON h.warga_id = j.warga_id AND h.alasan_batal = ''
    WHERE h.hasil <> 'keguguran' AND h.selesai + {tempo} BETWEEN {awal_tahun} AND {minggu}
    ORDER BY p.warga_id, h.selesai DESC, h.id
),
temu AS (
    SELECT l.id,
           bool_or(k.tanggal <= l.selesai AND 'k1' = ANY(k.temuan)) AS k1,
           bool_or(k.tanggal <= l.selesai AND 'anc_enam_lengkap' = ANY(k.temuan)) AS k6,
           bool_or(k.tanggal >= l.selesai AND 'bersalin_di_faskes' = ANY(k.temuan)) AS faskes,
           bool_or(k.tanggal >= l.selesai AND 'kf_lengkap' = ANY(k.temuan)) AS kf
    FROM lahir l
    JOIN jejak j ON j.pokok_id = l.warga_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal BETWEEN l.hpht AND l.selesai + {lama_nifas}
    GROUP BY l.id
),
anak AS (
    SELECT DISTINCT l.id, COALESCE(w.digabung_ke_id, w.id) AS warga_id
    FROM lahir l
    JOIN jejak j ON j.pokok_id = l.warga_id
    JOIN posyandu_warga w ON w.ibu_id = j.warga_id AND w.tanggal_lahir = l.selesai
),
neonatal AS (
    SELECT a.id, bool_and(EXISTS (
        SELECT FROM posyandu_warga w
        JOIN posyandu_kunjungan k ON k.warga_id = w.id
        WHERE (w.id = a.warga_id OR w.digabung_ke_id = a.warga_id)
          AND k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal <= {minggu} AND 'kn_lengkap' = ANY(k.temuan)
    )) AS lengkap
    FROM anak a
    GROUP BY a.id
),
alur AS (
    SELECT l.warga_id, l.posyandu_id,
           CASE
               WHEN t.k1 IS NOT TRUE THEN 'k1'
               WHEN t.k6 IS NOT TRUE THEN 'k6'
               WHEN t.faskes IS NOT TRUE THEN 'faskes'
               WHEN t.kf IS NOT TRUE THEN 'kf'
               WHEN l.hasil = 'lahir_hidup' AND n.lengkap IS NOT TRUE THEN 'kn'
               ELSE 'lengkap'
           END AS tempat
    FROM lahir l
    LEFT JOIN temu t ON t.id = l.id
    LEFT JOIN neonatal n ON n.id = l.id
)
