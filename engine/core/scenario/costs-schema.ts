/** Lines of the bill besides nodes, as people write them. */
import { z } from "zod";
import { follows } from "./rule.ts";

const gib = z.number().min(0).max(1e12);
const price = z.number().min(0).max(1e6);
const amount = z.number().min(0).max(1e9);

export const costsSchema = z
  .strictObject({
    storage: z
      .strictObject({ gib, pricePerGibMonth: price.describe("A month has 730 hours") })
      .optional(),
    egress: z
      .strictObject({
        gibPerRun: gib.describe("Of each run that ended"),
        pricePerGib: price,
      })
      .optional(),
    other: z
      .array(
        z
          .strictObject({
            name: z.string().min(1).max(60),
            perMonth: amount.optional(),
            perRun: amount.optional(),
          })
          .superRefine(
            follows(({ perMonth, perRun }) =>
              (perMonth === undefined) === (perRun === undefined)
                ? [["name", "give either perMonth or perRun"]]
                : [],
            ),
          ),
      )
      .max(50)
      .optional(),
  })
  .describe("Lines of the bill besides nodes, in the currency of the pool at home");
