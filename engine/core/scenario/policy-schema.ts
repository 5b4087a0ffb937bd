/** The policy document as people write it: a name, a type, and the parameters of that type. */
import { z } from "zod";
import { between } from "./duration-schema.ts";
import { follows } from "./rule.ts";

/** Names as Kubernetes objects have them. */
export const policyName = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "not a name of lower-case letters, digits and hyphens");

const named = { name: policyName, title: z.string().min(1).max(80).optional() };
const timing = {
  ...named,
  steps: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Templates whose pods wait for the policy; the run itself then starts when asked"),
};
const timeZone = z.string().optional().describe("IANA zone; the period's when left out");
const expression = z.string().min(1).max(2_000);
const limitGPerKwh = z.number().min(0).max(3_000).describe("Grid limit, g CO2e/kWh");
const weight = z.number().min(0).max(1_000).default(0);
const loss = z.number().min(0).max(1);
const maxWait = between("0s", "366d").optional();
const patient = {
  ...timing,
  maxWait: maxWait.describe("Longest wait after the asking, 0s to 366d; the deadline holds too"),
};
const every = between("5m", "7d")
  .optional()
  .describe(
    "Distance of the starts that are tried, from the asking, 5m to 7d; exact when left out",
  );
const slots = {
  slot: between("5m", "7d")
    .optional()
    .describe("Length of slots by the clock (UTC), 5m to 7d; the forecast's steps when left out"),
  replan: z
    .boolean()
    .default(true)
    .describe("Plan again with the newest forecast at each question; false: keep the first plan"),
};

export const policySchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("immediate"), ...named }),
  z.strictObject({
    type: z.literal("cron"),
    ...named,
    schedule: z.string().describe("Five-field cron schedule"),
    timeZone,
  }),
  z.strictObject({ type: z.literal("threshold"), ...timing, limitGPerKwh }),
  z.strictObject({
    type: z.literal("drift-gated"),
    ...named,
    largeLoss: loss.describe("Accuracy loss above which training starts at once"),
    smallLoss: loss.describe("Accuracy loss above which training waits for a clean grid"),
    limitGPerKwh,
  }),
  z.strictObject({ type: z.literal("lowest-window"), ...timing }),
  z.strictObject({
    type: z.literal("cleanest-region"),
    ...named,
    shift: z.boolean().default(true).describe("The time is chosen, too, up to the deadline"),
    maxExtraCostPct: z
      .number()
      .min(0)
      .max(10_000)
      .optional()
      .describe("Regions that cost more than home by this, %, are left out"),
  }),
  z.strictObject({
    type: z.literal("bidirectional-window"),
    ...timing,
    before: between("0s", "7d").describe("A run may begin this much earlier than asked, 0s to 7d"),
    after: between("0s", "7d").describe("A run may begin this much later than asked, 0s to 7d"),
    step: between("1m", "1d")
      .optional()
      .describe("Starts to choose from are so far apart, 1m to 1d; any start when left out"),
  }),
  z.strictObject({
    type: z.literal("deadline-window"),
    ...timing,
    rule: z
      .enum(["next-workday", "semi-weekly"])
      .describe("Needed at 09:00 of the next workday, or of the next Monday or Thursday"),
    interruptible: z
      .boolean()
      .default(false)
      .describe("Run in parts, where the profile has a checkpoint"),
    friday: z
      .enum(["monday", "saturday"])
      .default("monday")
      .describe("The workday after Friday evening; saturday as published"),
    extraSlot: z
      .boolean()
      .default(false)
      .describe("Use the slot after the deadline too, as published"),
    slot: between("1m", "1d").default("30m").describe("Length of a slot, 1m to 1d"),
    timeZone,
  }),
  z.strictObject({
    type: z.literal("budget"),
    ...named,
    grams: z
      .number()
      .min(0)
      .max(1e12)
      .describe("What all pods may emit in a window, g CO2e, operational, PUE included"),
    every: between("1h", "366d")
      .default("7d")
      .describe("Length of a window, 1h to 366d; the first begins on a Monday at 00:00"),
    onEmpty: z
      .enum(["start", "skip"])
      .default("start")
      .describe("What becomes of a run that does not fit until its latest start"),
    timeZone,
  }),
  z.strictObject({ type: z.literal("price-aware"), ...timing }),
  z
    .strictObject({
      type: z.literal("weighted"),
      ...timing,
      carbonWeight: weight.describe("Of carbon over that of starting now, 0 to 1000"),
      costWeight: weight.describe("Of cost over that of starting now, 0 to 1000"),
      delayWeight: weight.describe("Of delay over the slack until the latest start, 0 to 1000"),
    })
    .superRefine(
      follows(({ carbonWeight, costWeight, delayWeight }) =>
        [carbonWeight, costWeight, delayWeight].some((each) => each !== 0)
          ? []
          : [["carbonWeight", "all weights are 0: nothing decides"]],
      ),
    ),
  z
    .strictObject({
      type: z.literal("custom"),
      ...timing,
      startWhen: expression.describe("Starts when this holds: an expr-lang condition"),
      skipWhen: expression.optional().describe("Skips the run when this holds"),
      recheckEvery: between("1m", "7d").default("15m").describe("Asked again so often, 1m to 7d"),
      timeZone,
    })
    .superRefine(
      follows(({ steps, skipWhen }) =>
        steps === undefined || skipWhen === undefined
          ? []
          : [["skipWhen", "a step cannot be skipped: leave out 'steps' or 'skipWhen'"]],
      ),
    ),
  z.strictObject({ type: z.literal("all-jobs-wait"), ...patient }),
  z.strictObject({ type: z.literal("lowest-slot"), ...patient }),
  z.strictObject({ type: z.literal("carbon-time"), ...patient, every }),
  z.strictObject({
    type: z.literal("reserved-first"),
    ...patient,
    // biome-ignore lint/suspicious/noThenProperty: the document's word, and no promise.
    then: z
      .enum(["lowest-window", "carbon-time", "lowest-slot"])
      .describe("The policy whose plan is kept as long as reserved nodes have no room"),
    every,
  }),
  z.strictObject({ type: z.literal("wait-awhile"), ...timing, ...slots }),
  z.strictObject({
    type: z.literal("ecovisor"),
    ...patient,
    quantile: z
      .number()
      .min(0)
      .max(1)
      .default(0.3)
      .describe("It runs under this quantile of the next 24 h of forecast, 0 to 1"),
  }),
  z.strictObject({ type: z.literal("carbon-scaler"), ...timing, ...slots }),
  z.strictObject({
    type: z.literal("cap"),
    ...timing,
    minimumCpu: z
      .int()
      .min(0)
      .max(1_000_000)
      .describe("CPUs of the pool that may be used at any intensity"),
  }),
  z.strictObject({
    type: z.literal("pcaps"),
    ...timing,
    gamma: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe("How much carbon counts, 0 (steps start when asked) to 1"),
  }),
]);

export type PolicyDocument = z.infer<typeof policySchema>;

/** A policy in a file of its own. */
export const policyFileSchema = z.strictObject({
  apiVersion: z.literal("lowtide.dev/v1"),
  kind: z.literal("Policy"),
  spec: policySchema,
});
