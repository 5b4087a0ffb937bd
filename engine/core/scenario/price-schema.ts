/** The price of a node that varies, as people write it: bands of a tariff, or values at a step. */
import { z } from "zod";
import { positiveDuration } from "./duration-schema.ts";
import { follows } from "./rule.ts";

/** As in a tariff: `0` is Sunday. */
export const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const DAY = `(?:${DAYS.join("|")})`;
const DAY_LIST = new RegExp(`^${DAY}(-${DAY})?(,${DAY}(-${DAY})?)*$`);
const QUARTER = /^([01]\d|2[0-3]):(00|15|30|45)$|^24:00$/;

const pricePerHour = z.number().min(0).max(1_000_000);
const clock = z
  .string()
  .regex(QUARTER, "not a quarter of an hour such as 07:00 or 22:15, up to 24:00");

const band = z
  .strictObject({
    days: z
      .string()
      .regex(DAY_LIST, "not days such as mon-fri or sat,sun")
      .default("mon-sun")
      .describe("Days of the week, mon-fri or sat,sun"),
    from: clock.default("00:00").describe("Wall clock in the period's time zone"),
    to: clock.default("24:00").describe("Not included; after `from`"),
    pricePerHour: pricePerHour.describe("Of a node, in the pool's currency"),
  })
  .superRefine(
    follows(({ from, to }) => (from < to ? [] : [["to", "the band ends before it begins"]])),
  );

export const priceSchema = z.union([
  z
    .strictObject({ tariff: z.array(band).min(1).max(100) })
    .describe("The first band that fits holds; at all other times it is pricePerHour"),
  z
    .strictObject({
      values: z.strictObject({
        step: positiveDuration,
        perHour: z.array(pricePerHour).min(1).max(100_000),
      }),
    })
    .describe("Prices in the document itself, from the period's start"),
]);

export type PriceDocument = z.infer<typeof priceSchema>;
export type TariffBand = z.infer<typeof band>;
