/** However the account is cut, the parts add up to what core says in total. */
import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { Accountant } from "../../../renderer/preview/accounting/accountant.ts";
import type { Audit } from "../../../renderer/preview/accounting/types.ts";
import { GROUPINGS, partsBy, totalOf } from "../../../renderer/screens/accounting/parts.ts";
import { seriesOf, sumAt } from "../../../renderer/screens/accounting/series.ts";
import { QUANTITIES } from "../../../renderer/screens/accounting/words.ts";
import { richWorld } from "./rich-world.ts";

let audit: Audit;

beforeAll(() => {
  const question = { policy: "threshold", assumptions: {}, stepMs: HOUR_MS };
  audit = new Accountant(richWorld()).answer(question).audit;
});

const expected = (measure: (typeof QUANTITIES)[number]) =>
  ({ carbon: audit.terms.carbonG, energy: audit.terms.energyKwh, cost: audit.cost.total })[measure];

describe.each(QUANTITIES)("%s", (measure) => {
  it.each(GROUPINGS)("by %s adds up to the total", (grouping) => {
    const parts = partsBy(grouping, measure, audit);
    const sum = parts.reduce((all, { total }) => all + total, 0);
    expect(sum).toBeCloseTo(expected(measure), 9);
    for (const { segments, total } of parts)
      expect(segments.reduce((all, { value }) => all + value, 0)).toBeCloseTo(total, 9);
  });

  it("has a bar of everything with a segment for each kind that there is", () => {
    const total = totalOf(audit, measure);
    expect(total.total).toBeCloseTo(expected(measure), 9);
    expect(total.segments.reduce((all, { value }) => all + value, 0)).toBeCloseTo(total.total, 9);
    expect(new Set(total.segments.map(({ kind }) => kind)).size).toBe(total.segments.length);
  });

  it("over time adds up to what knows a time", () => {
    const series = seriesOf(audit.series, measure);
    const steps = series.edgesMs.length - 1;
    let sum = 0;
    for (let index = 0; index < steps; index++) sum += sumAt(series, index);
    const timeless = measure === "cost" ? storageCost() : 0;
    expect(sum).toBeCloseTo(expected(measure) - timeless, 9);
  });
});

const storageCost = () => audit.cost.lines.find(({ kind }) => kind === "storage")?.amount ?? 0;

it("names what it is made of: a step of a kind's name is no kind", () => {
  const parts = partsBy("step", "carbon", audit);
  const idle = parts.filter(({ name }) => name.toLowerCase() === "idle");
  expect(idle.map(({ key }) => key)).toEqual(["idle", ":idle"]);
  expect(idle[0]?.segments.map(({ kind }) => kind)).toEqual(["work", "embodied"]);
  expect(parts.map(({ key }) => key)).toContain(":hardware");
});

it("leaves out hardware where it has no quantity", () => {
  const energy = partsBy("kind", "energy", audit).map(({ key }) => key);
  expect(energy).not.toContain(":embodied");
  expect(energy).not.toContain(":storage");
  expect(partsBy("pool", "cost", audit).map(({ key }) => key)).toContain(":storage");
});

it("has days where days are asked for", () => {
  const question = { policy: "now", assumptions: {}, stepMs: DAY_MS };
  const { series } = new Accountant(richWorld()).answer(question).audit;
  expect(series.edgesMs.length - 1).toBe(3);
});
