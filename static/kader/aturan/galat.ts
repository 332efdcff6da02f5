// Pair of klaster/galat.py. Every text is an Indonesian sentence.

/** The bundle says something that this build of the app cannot carry out: the app must be updated. */
export class AturanSalah extends Error {}

/** The profile is not one: `tempat` says where, `alasan` what is wrong. */
export class ProfilSalah extends Error {
  constructor(
    readonly tempat: string,
    readonly alasan: string,
  ) {
    super(`${tempat}: ${alasan}`);
  }
}
