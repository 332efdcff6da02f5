-- The state of one figure; the only place that decides it. Products instead of quotients keep it exact.
CASE
    WHEN penyebut = 0 OR patokan IS NULL THEN 'belum_ada_data'
    WHEN arah = 'naik' AND pembilang >= patokan * penyebut THEN 'tercapai'
    WHEN arah = 'turun' AND pembilang <= patokan * penyebut THEN 'tercapai'
    WHEN di_luar_musim OR arah = 'naik' AND harapan = 0 THEN 'belum_waktunya'
    WHEN arah = 'naik' AND pembilang >= COALESCE(harapan, patokan * penyebut) THEN 'sesuai_jalur'
    WHEN arah = 'turun' AND pembilang <= COALESCE(harapan, patokan * penyebut) THEN 'sesuai_jalur'
    WHEN arah = 'naik' AND pembilang >= ambang * COALESCE(harapan, patokan * penyebut) THEN 'tertinggal'
    WHEN arah = 'turun' AND pembilang * ambang <= COALESCE(harapan, patokan * penyebut) THEN 'tertinggal'
    WHEN penyebut < {penyebut_kecil} AND NOT selalu_merah THEN 'tertinggal'
    ELSE 'jauh_tertinggal'
END
