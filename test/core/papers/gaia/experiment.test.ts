/** GAIA's configurations by name, what they buy, its windows and its start hours. */
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../../engine/core/issue.ts";
import {
  GAIA_POLICIES,
  parseConfiguration,
} from "../../../../engine/core/papers/gaia/configuration.ts";
import { START_HOURS } from "../../../../engine/core/papers/gaia/constants.ts";
import { prepareGaia } from "../../../../engine/core/papers/gaia/experiment.ts";
import { AS_PUBLISHED } from "../../../../engine/core/papers/gaia/quirks.ts";
import { carbonByStart } from "../../../../engine/core/papers/gaia/starts.ts";
import { HOUR_MS } from "../../../../engine/core/units/units.ts";
import { traceOf } from "../../carbon/traces.ts";
import { experimentOf, gaiaJobsOf, HOUR, recordsOf, startsOf } from "./small-setup.ts";

describe("a configuration of GAIA", () => {
  it.each([
    ["NJW|r0", { policy: "NJW", purchasing: "plain", reservedCpus: 0 }],
    [
      "Carbon-Time-oracle|r12",
      { policy: "Carbon-Time-oracle", purchasing: "plain", reservedCpus: 12 },
    ],
    [
      "ResFirst-Lowest-Window|r9",
      { policy: "Lowest-Window", purchasing: "reserved-first", reservedCpus: 9 },
    ],
    ["SpotFirst-Ecovisor|r0", { policy: "Ecovisor", purchasing: "spot-first", reservedCpus: 0 }],
    [
      "SpotRes-Carbon-Time|r6",
      { policy: "Carbon-Time", purchasing: "spot-and-reserved", reservedCpus: 6 },
    ],
  ])("is read from %s", (name, expected) => {
    expect(unwrap(parseConfiguration(name))).toEqual(expected);
  });

  it.each([
    ["Carbon-Tim|r0", "Did you mean 'Carbon-Time'?"],
    ["NJW", GAIA_POLICIES.join(", ")],
    ["NJW|r-1", "POLICY|rCPUS"],
    ["SpotFirst-|r0", "SpotFirst-"],
    ["ResFirst-Wait-Awhile|r9", "Wait-Awhile|r9"],
    ["", "POLICY|rCPUS"],
  ])("is refused: '%s'", (name, hint) => {
    const result = parseConfiguration(name);
    expect(result).toMatchObject({ ok: false, issues: [{ code: "papers/unknown-configuration" }] });
    if (!result.ok) expect(result.issues[0]?.hint).toContain(hint);
  });
});

describe("jobs of GAIA", () => {
  it("stand in the order of their arrival, equal ones in that of the file", () => {
    const jobs = gaiaJobsOf([
      [5, 70, 1],
      [3, 80, 2],
      [5, 2_000, 3],
      [3, 90, 4],
    ]);
    expect([...jobs.cpus]).toEqual([2, 4, 1, 3]);
    expect([...jobs.upToTwoHours]).toEqual([1, 1, 1, 0]);
    expect([...jobs.arrivalMs]).toEqual([15_000, 15_000, 25_000, 25_000]);
  });
});

describe("what GAIA buys", () => {
  const rows = [
    [0, HOUR, 1],
    [0, 3 * HOUR, 1],
    [0, 3 * HOUR, 1],
  ] as const;
  const gPerKwh = [100, 100, 100, 100, 1, 1, 1];
  const experiment = experimentOf(rows, gPerKwh, AS_PUBLISHED);
  const bought = (name: string) => {
    const { cost, runReservedCpus } = recordsOf(experiment, name);
    const starts = startsOf(experiment, name).map((step) => step / HOUR);
    return { starts, reserved: Array.from(runReservedCpus), cost: Array.from(cost) };
  };
  const onDemand = 0.0624;

  it("plain: reserved CPUs at the planned start, in the order of arrival", () => {
    const { starts, reserved, cost } = bought("Lowest-Window-oracle|r1");
    expect(starts).toEqual([4, 4, 4]);
    expect(reserved).toEqual([1, 0, 0]);
    expect(cost[0]).toBe(0);
    expect(cost[1]).toBeCloseTo(3 * onDemand, 12);
  });

  it("reserved-first: earlier where CPUs are free", () => {
    const { starts, reserved } = bought("ResFirst-Lowest-Window-oracle|r1");
    expect(starts).toEqual([0, 1 + 1 / HOUR, 4]);
    expect(reserved).toEqual([1, 1, 0]);
  });

  it("spot-first: short jobs at a fifth of the price, never on reserved CPUs", () => {
    const { starts, reserved, cost } = bought("SpotFirst-Lowest-Window-oracle|r1");
    expect(starts).toEqual([4, 4, 4]);
    expect(reserved).toEqual([0, 1, 0]);
    expect(cost[0]).toBeCloseTo(onDemand / 5, 12);
  });

  it("spot-and-reserved: only long jobs start earlier", () => {
    const { starts, reserved } = bought("SpotRes-Lowest-Window-oracle|r1");
    expect(starts).toEqual([4, 0, 3 + 1 / HOUR]);
    expect(reserved).toEqual([0, 1, 1]);
  });

  it("judges each piece of Wait-Awhile by itself, but the whole job of Ecovisor", () => {
    const pieces = experimentOf([[0, 3 * HOUR, 1]], [100, 1, 100, 1, 100, 1], AS_PUBLISHED);
    const waited = recordsOf(pieces, "SpotFirst-Wait-Awhile|r0");
    expect(waited.totals.runs).toBe(3);
    expect(waited.totals.cost).toBeCloseTo((3 * onDemand) / 5, 12);
    expect(recordsOf(pieces, "SpotFirst-Ecovisor|r0").totals.cost).toBeCloseTo(3 * onDemand, 12);
  });
});

describe("a window of GAIA", () => {
  const jobs = gaiaJobsOf([[0, HOUR, 1]]);
  const setup = { jobs, quirks: AS_PUBLISHED };

  it.each([
    ["beyond the trace", 10, 720],
    ["from no whole hour", 0.5, 10],
    ["without hours", 0, 0],
  ])("is refused %s", (_, firstHour, hours) => {
    const trace = traceOf(new Array<number>(720).fill(1), HOUR_MS);
    const result = prepareGaia({ ...setup, trace, firstHour, hours });
    expect(result).toMatchObject({ ok: false, issues: [{ code: "papers/grid" }] });
  });

  it("is refused on half-hourly values", () => {
    const trace = traceOf(new Array<number>(900).fill(1), HOUR_MS / 2);
    const result = prepareGaia({ ...setup, trace, firstHour: 0, hours: 720 });
    expect(result).toMatchObject({ ok: false, issues: [{ code: "papers/grid" }] });
  });

  it("is taken at every start hour that the trace holds", () => {
    const gPerKwh = Array.from({ length: 1_300 }, (_, hour) => (hour % 500 === 3 ? 50 : 100));
    const trace = traceOf(gPerKwh, HOUR_MS);
    const configuration = unwrap(parseConfiguration("Lowest-Slot|r0"));
    expect(unwrap(carbonByStart({ ...setup, trace }, [configuration]))).toEqual([[0.5, 0.5]]);
    expect(START_HOURS).toHaveLength(17);
  });
});
