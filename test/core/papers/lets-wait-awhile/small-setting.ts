/** Small grids for hand-computed cases; 2020-01-01 is a Wednesday. */
import { instantOfUtc, UTC, type ZoneOffsets } from "../../../../engine/core/clock/civil.ts";
import {
  AS_PUBLISHED,
  publishedWithout,
  type Quirk,
} from "../../../../engine/core/papers/lets-wait-awhile/quirks.ts";
import type { Setting } from "../../../../engine/core/papers/lets-wait-awhile/setting.ts";

export const YEAR_SLOTS = 366 * 48;

/** A setting as published, from the first midnight of 2020 on. */
export function settingOf(
  slots: number,
  gPerKwh: (slot: number) => number,
  options: { readonly without?: readonly Quirk[]; readonly zone?: ZoneOffsets } = {},
): Setting {
  const { without = [], zone = UTC } = options;
  return {
    startMs: instantOfUtc(2020, 1, 1),
    gPerKwh: Float64Array.from({ length: slots }, (_, slot) => gPerKwh(slot)),
    zone,
    quirks: without.length === 0 ? AS_PUBLISHED : publishedWithout(...without),
  };
}
