-- One row per visit with a finding that asks for action whose last day for it falls in the window, where the person lives.
-- `selesai` is the local day on which it was treated, closed, or answered at the place of referral, were it in time.
SELECT o.id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT k.id, p.warga_id, p.posyandu_id, t.selesai
    FROM penduduk p
    JOIN puskesmas_unit u ON u.id = p.posyandu_id
    LEFT JOIN puskesmas_setelan s ON s.kabupaten_id = u.kabupaten_id
    JOIN jejak j ON j.pokok_id = p.warga_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    LEFT JOIN LATERAL (
        SELECT min((COALESCE(r.dijawab_pada, t.pada) AT TIME ZONE COALESCE(s.zona_waktu, 'Asia/Jakarta'))::date) AS selesai
        FROM pustu_tindaklanjut t
        LEFT JOIN pustu_rujukan r ON r.id = t.rujukan_id
        WHERE t.mencakup @> ARRAY[k.id] AND (t.keputusan IN ('obati', 'selesai') OR r.status = 'dijawab')
    ) c ON TRUE
    CROSS JOIN LATERAL (SELECT CASE WHEN c.selesai <= k.tanggal + {tempo_temuan} THEN c.selesai END AS selesai) t
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.temuan && {perlu}::varchar[]
      AND k.tanggal BETWEEN {awal}::date - {tempo_temuan} AND {minggu}::date - {tempo_temuan}
) o
