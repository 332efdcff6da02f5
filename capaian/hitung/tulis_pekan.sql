INSERT INTO capaian_capaian (
    kabupaten_id, unit_id, indikator_id, pekan, pembilang, penyebut, tambahan_pekan, harapan, menunggu,
    target, target_sementara, status, dihitung_pada
)
SELECT {kabupaten}, unit_id, kode, {senin}, pembilang, penyebut, tambahan, harapan, menunggu, patokan, sementara, status,
       {sekarang}
FROM dinilai
ON CONFLICT (unit_id, pekan, indikator_id) DO UPDATE SET
    kabupaten_id = EXCLUDED.kabupaten_id, pembilang = EXCLUDED.pembilang, penyebut = EXCLUDED.penyebut,
    tambahan_pekan = EXCLUDED.tambahan_pekan, harapan = EXCLUDED.harapan, menunggu = EXCLUDED.menunggu,
    target = EXCLUDED.target, target_sementara = EXCLUDED.target_sementara, status = EXCLUDED.status,
    dihitung_pada = EXCLUDED.dihitung_pada
