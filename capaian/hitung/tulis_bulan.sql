INSERT INTO capaian_capaianbulan (
    kabupaten_id, unit_id, indikator_id, bulan, pembilang, penyebut, harapan, target, target_sementara, status,
    dihitung_pada
)
SELECT {kabupaten}, unit_id, kode, {awal_bulan}, pembilang, penyebut, harapan, patokan, sementara, status, {sekarang}
FROM dinilai
ON CONFLICT (unit_id, bulan, indikator_id) DO UPDATE SET
    kabupaten_id = EXCLUDED.kabupaten_id, pembilang = EXCLUDED.pembilang, penyebut = EXCLUDED.penyebut,
    harapan = EXCLUDED.harapan, target = EXCLUDED.target, target_sementara = EXCLUDED.target_sementara,
    status = EXCLUDED.status, dihitung_pada = EXCLUDED.dihitung_pada
