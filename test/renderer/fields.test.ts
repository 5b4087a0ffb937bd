/** Any policy has its fields without a line of code of its own; forecasts keep what the engine asks for. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastSchema } from "../../engine/core/scenario/forecast-schema.ts";
import { type Setting, toEngine } from "../../renderer/preview/fields.ts";
import { forecastFields, withModel, withSetting } from "../../renderer/preview/forecast-fields.ts";
import { policyFields } from "../../renderer/preview/policy-fields.ts";
import type { ForecastModel, ForecastSettings, PolicySpec } from "../../renderer/preview/types.ts";
import { POLICIES, smallWorld } from "./small-world.ts";

const world = smallWorld();

const odd = {
  name: "odd",
  title: "Odd",
  type: "nobody-knows-it",
  waitAtMostMs: 5_400_000,
  quantilePct: 30,
  slots: 4,
  replan: true,
  note: "as written",
  steps: ["train", "test"],
  instantsMs: [1, 2],
} as unknown as PolicySpec;

describe("fields of a policy", () => {
  it("has label, unit and range from the schema and from names", () => {
    const [limit] = policyFields(POLICIES[1] as PolicySpec);
    expect(limit).toMatchObject({
      kind: "number",
      key: "limitGPerKwh",
      label: "Limit",
      unit: "g/kWh",
      shown: 200,
      min: 0,
      about: "Grid limit, g CO2e/kWh",
    });
  });

  it("shows losses in percentage points, and keeps the small one under the large one", () => {
    const [large, small] = policyFields(POLICIES[2] as PolicySpec);
    expect(large).toMatchObject({ key: "largeLoss", unit: "pp", shown: 5, min: 1.5, max: 100 });
    expect(small).toMatchObject({ key: "smallLoss", unit: "pp", shown: 1.5, min: 0, max: 5 });
  });

  it("knows numbers, durations, switches and texts of a type that it has never met", () => {
    const fields = new Map(policyFields(odd).map((field) => [field.key, field]));
    expect([...fields.keys()]).toEqual([
      "waitAtMostMs",
      "quantilePct",
      "slots",
      "replan",
      "note",
      "steps",
    ]);
    expect(fields.get("waitAtMostMs")).toMatchObject({
      label: "Wait at most",
      unit: "h",
      shown: 1.5,
      min: 0.25,
    });
    expect(fields.get("quantilePct")).toMatchObject({ label: "Quantile", unit: "%", shown: 30 });
    expect(fields.get("slots")).toMatchObject({ kind: "number", shown: 4 });
    expect(fields.get("replan")).toMatchObject({ kind: "switch", value: true });
    expect(fields.get("steps")).toMatchObject({ kind: "text", text: "train, test" });
    expect(fields.get("note")).toMatchObject({ kind: "text", text: "as written" });
  });

  it("takes the range of a duration from the schema's words", () => {
    const window = {
      name: "w",
      title: "W",
      type: "bidirectional-window",
      beforeMs: 3_600_000,
      afterMs: 7_200_000,
      stepMs: undefined,
    } as const;
    expect(policyFields(window)).toEqual([
      expect.objectContaining({ label: "Before", shown: 1, min: 0, max: 168, unit: "h" }),
      expect.objectContaining({ label: "After", shown: 2, min: 0, max: 168, unit: "h" }),
    ]);
  });

  it("gives the engine back what it showed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
        const spec = { ...POLICIES[2], largeLoss: thousandths / 100_000 } as PolicySpec;
        const [large] = policyFields(spec);
        if (large?.kind !== "number") throw new Error("a loss is a number");
        expect(toEngine(large, large.shown)).toBe(thousandths / 100_000);
      }),
    );
  });
});

const MODELS: readonly ForecastModel[] = [
  "same-hour-yesterday",
  "same-hour-last-week",
  "persistence",
  "seasonal-naive",
  "published",
  "oracle",
  "noise",
  "lead-time-error",
];

/** One value that the field offers. */
function valueIn(field: Setting, pick: number): number {
  if (field.kind === "number")
    return toEngine(field, Math.min(field.max, field.min + Math.round(pick * field.max)));
  if (field.kind !== "choice") throw new Error("forecasts have numbers and choices");
  return Number(field.options[Math.floor(pick * field.options.length)]?.value);
}

/** The settings as a scenario document has them. */
function documentOf(settings: ForecastSettings): Record<string, unknown> {
  const entries = Object.entries(settings).filter(([key]) => key !== "zone");
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === "publishedAfterMs") return ["publishedAt", clockOf(value as number)];
      return key.endsWith("Ms") ? [key.replace(/Ms$/, ""), `${value}ms`] : [key, value];
    }),
  );
}

function clockOf(afterMidnightMs: number): string {
  const minutes = Math.round(afterMidnightMs / 60_000);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

describe("fields of a forecast", () => {
  it("never lead to settings that a scenario could not state", () => {
    const step = fc.record({
      model: fc.option(fc.constantFrom(...MODELS), { nil: undefined }),
      field: fc.nat({ max: 9 }),
      pick: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let settings: ForecastSettings = { model: "same-hour-yesterday" };
        for (const { model, field, pick } of steps) {
          if (model !== undefined) settings = withModel(settings, model, world);
          const fields = forecastFields(settings);
          const chosen = fields[field % fields.length] as Setting;
          settings = withSetting(settings, chosen.key, valueIn(chosen, pick));
          const read = forecastSchema.safeParse(documentOf(settings));
          expect(read.error?.issues ?? []).toEqual([]);
        }
      }),
    );
  });

  it("offers a scenario's own value, whatever it is", () => {
    const fields = forecastFields({ model: "oracle", horizonMs: 7_200_000 });
    const horizon = fields.find(({ key }) => key === "horizonMs");
    expect(horizon).toMatchObject({ value: "7200000" });
    expect(horizon?.kind === "choice" && horizon.options.map(({ label }) => label)).toContain(
      "2 h",
    );
  });

  it("keeps how it is issued when the model changes", () => {
    const before = { model: "noise", sigmaPct: 9, reissueEveryMs: 3_600_000 } as const;
    expect(withModel(before, "oracle", world)).toEqual({
      model: "oracle",
      reissueEveryMs: 3_600_000,
    });
  });
});
