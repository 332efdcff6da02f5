// The rules bundle as it was pulled, for what screens show of it.
import { aturan as bacaBundel } from "../inti/index.ts";
import { useBaca } from "../inti/pakai.ts";
import type { BundelLayar } from "./bundel.ts";

export function useBundel(): BundelLayar | null | undefined {
  return useBaca(async () => (await bacaBundel()) as BundelLayar | null, []);
}
