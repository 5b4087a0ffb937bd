/** Values that the options of live runs take. */
import { InvalidArgumentError } from "commander";
import type { LiveWish } from "../../lab/live/ask.ts";

/** Seconds of scenario time in a second; Infinity: it never waits. */
export function parseScale(text: string): number {
  // Commander would take null for no value at all.
  if (text === "max") return Number.POSITIVE_INFINITY;
  const scale = Number(text);
  if (text.trim() !== "" && scale > 0 && scale <= 1e9) return scale;
  throw new InvalidArgumentError("Give a number over 0 and up to 1e9, or max.");
}

/** The wish for a policy, in the contract's terms. */
export function wishOf(policy: string, timeScale: number | undefined): LiveWish {
  if (timeScale === undefined) return { policy };
  return { policy, timeScale: timeScale === Number.POSITIVE_INFINITY ? null : timeScale };
}
