import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput, RegionView } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { CleanestRegionSpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";

const SPEC: CleanestRegionSpec = { type: "cleanest-region", name: "c", title: "C", shift: true };

interface Place {
  readonly gPerKwh: readonly number[];
  readonly transferH?: number;
  readonly transferKwh?: number;
  readonly transferCost?: number;
  readonly perHour?: number;
}

/** One hour of work that takes 1 kWh anywhere, due at six. */
function asked(places: readonly Place[], changes: Partial<PolicyInput> = {}): PolicyInput {
  const traces = places.map(({ gPerKwh }) => new CarbonTrace(traceOf(gPerKwh, HOUR_MS)));
  const view = (place: Place, site: number): RegionView => {
    const { transferH = 0, transferKwh = 0, transferCost = 0, perHour = 1 } = place;
    const trace = traces[site] as CarbonTrace;
    return {
      name: `r${site}`,
      intensityGPerKwh: trace.at(0),
      forecast: () => issueForecast("oracle", trace, 0),
      price: {
        at: () => perHour,
        integral: (from, to) => perHour * (to - from),
        changes: () => [],
      },
      transfer: { durationMs: transferH * HOUR_MS, energyKwh: transferKwh, cost: transferCost },
      expectedEnergyKwh: 1,
      expectedDurationMs: HOUR_MS,
    };
  };
  const regions = () => places.map(view);
  return inputOf(traces[0] as CarbonTrace, 0, { regions, ...changes });
}

const flat = (value: number) => Array<number>(8).fill(value);

describe("cleanest-region", () => {
  it("goes where it is cleaner, unless moving the data emits more than is saved", () => {
    const away = (transferKwh: number) => [
      { gPerKwh: flat(300) },
      { gPerKwh: flat(100), transferKwh },
    ];
    expect(decide(SPEC, asked(away(0.6)))).toMatchObject({ action: "start", region: "r1" });
    expect(decide(SPEC, asked(away(0.7)))).not.toHaveProperty("region");
  });

  it("leaves out what costs too much more, egress included", () => {
    const places = [{ gPerKwh: flat(300) }, { gPerKwh: flat(100), transferCost: 0.5 }];
    expect(decide({ ...SPEC, maxExtraCostPct: 60 }, asked(places))).toHaveProperty("region", "r1");
    expect(decide({ ...SPEC, maxExtraCostPct: 40 }, asked(places))).not.toHaveProperty("region");
  });

  it("sends the data so that the run begins in the clean hour, and looks again then", () => {
    const gPerKwh = [300, 300, 300, 20, 300, 300, 300, 300];
    const places = [{ gPerKwh: flat(300) }, { gPerKwh, transferH: 2 }];
    expect(decide(SPEC, asked(places))).toMatchObject({ action: "wait", untilMs: HOUR_MS });
    const now = asked(places, { plannedMs: 0 });
    expect(decide(SPEC, now)).toMatchObject({ action: "start" });
    expect(decide({ ...SPEC, shift: false }, asked(places))).toMatchObject({ action: "start" });
  });

  it("stays at home when the data would be late elsewhere", () => {
    const places = [{ gPerKwh: flat(300) }, { gPerKwh: flat(10), transferH: 6 }];
    expect(decide(SPEC, asked(places))).not.toHaveProperty("region");
    const late = asked(places, { deadlineMs: HOUR_MS / 2 });
    expect(decide(SPEC, late)).toMatchObject({ action: "start" });
  });

  it("is no worse than any region at any whole hour", () => {
    const trace = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 8, maxLength: 8 });
    const place = fc.record({ gPerKwh: trace, transferH: fc.nat(3), transferKwh: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (others) => {
        const places: Place[] = [{ gPerKwh: flat(250) }, ...others];
        const input = asked(places);
        const answer = decide(SPEC, input);
        const carbon = places.flatMap(({ gPerKwh, transferH = 0, transferKwh = 0 }) =>
          [0, 1, 2, 3, 4, 5]
            .filter((hour) => hour >= transferH)
            .map((hour) => (gPerKwh[hour] as number) + transferKwh * 250),
        );
        const promised = answer.action === "skip" ? undefined : answer.forecastGPerKwh;
        // What was promised leaves the transfer out, so it is at most the least of all sums.
        expect(promised).toBeLessThanOrEqual(Math.min(...carbon) + 1e-9);
      }),
    );
  });
});
