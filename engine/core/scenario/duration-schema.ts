/** Durations in documents. */
import { z } from "zod";
import { parseDuration } from "../units/duration.ts";
import { textKinds } from "./kind.ts";

export const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, {
    error: "not a duration such as 90s, 10m, 2h30m or 1d",
  })
  .describe("A duration: 90s, 10m, 2h30m, 1d")
  .register(textKinds, { kind: "duration" });

export const positiveDuration = duration.refine((text) => parseDuration(text) !== 0, {
  error: "the duration must be longer than 0",
});

/** A duration within bounds, both included. */
export function between(least: string, most: string) {
  const [min, max] = [least, most].map((text) => parseDuration(text) as number) as [number, number];
  return duration.refine(
    (text) => {
      const ms = parseDuration(text);
      return ms === undefined || (min <= ms && ms <= max);
    },
    { error: `the duration is not from ${least} to ${most}` },
  );
}
