import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { unwrap } from "../../engine/core/issue.ts";
import { toResultObject } from "../../engine/lab/results.ts";
import { BUNDLED_SCENARIOS, openWorld } from "../../engine/lab/scenario/open.ts";
import { simulate } from "../../engine/lab/simulate.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const folder = tempFolder();
let count = 0;

type Spec = Record<string, never> & {
  regions: { name: string; nodePool: Record<string, unknown>; grid: Record<string, never> }[];
  policies: Record<string, unknown>[];
};

/** The published week with a region at a tenth of its intensity, and a policy that goes there. */
function week(change: (spec: Spec) => void = () => {}) {
  const document = parse(readFileSync(join(WEEK, "scenario.yaml"), "utf8"));
  const { spec } = document;
  const { values } = spec.grid.trace;
  const gPerKwh = values.gPerKwh.map((value: number) => value / 10);
  spec.regions = [
    {
      name: "clean",
      grid: { ...spec.grid, trace: { values: { ...values, gPerKwh } } },
      nodePool: { ...spec.cluster.nodePool, region: "clean" },
      transfer: { gib: 40, duration: "10m", kwhPerGib: 0.0000001, pricePerGib: 0.02 },
    },
  ];
  spec.policies.push({ name: "go", type: "cleanest-region", shift: false });
  change(spec);
  const id = `r${count++}`;
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "scenario.yaml"), stringify(document));
  writeFileSync(join(folder, id, "workflow.yaml"), readFileSync(join(WEEK, "workflow.yaml")));
  return { id, file: join(folder, id, "scenario.yaml") };
}

function issuesOf(change: (spec: Spec) => void) {
  const result = openWorld(week(change), {});
  return result.ok ? [] : result.issues.map(({ code, path }) => [code, path]);
}

describe("a scenario with another region", () => {
  it("is replayed there under a policy that says so, and its parts add up with the transfer", () => {
    const simulation = unwrap(simulate(week(), {}));
    const { results } = toResultObject(simulation);
    const go = results.find(({ policy }) => policy === "go");
    const immediate = results.find(({ policy }) => policy === "immediate") ?? results[0];
    expect(go?.runs).toBe(7);
    expect(go?.transfer.cost).toBeCloseTo(7 * 40 * 0.02, 9);
    const { byStep, idle, overhead, transfer } = go as NonNullable<typeof go>;
    const parts = [...Object.values(byStep), idle, overhead, transfer];
    const sum = parts.reduce((total, slice) => total + slice.operationalG, 0);
    expect(sum).toBeCloseTo(go?.operationalG ?? 0, 9);
    // A tenth of the intensity, and nearly nothing for the way of the data.
    expect(go?.operationalG).toBeLessThan((immediate?.operationalG ?? 0) / 5);
    expect(simulation.comparison.timelines.at(-1)?.decisions[0]).toMatchObject({ region: "clean" });
  });

  it.each<[string, (spec: Spec) => void, string, string]>([
    [
      "a history that is missing",
      (spec) => {
        const trace = { file: "none.csv" } as never;
        (spec.regions[0] as Spec["regions"][number]).grid = {
          ...spec.regions[0]?.grid,
          trace,
        } as never;
      },
      "files/missing",
      "spec.regions[0].grid.trace.file",
    ],
    [
      "a second region of that name",
      (spec) => spec.regions.push(spec.regions[0] as Spec["regions"][number]),
      "scenario/inconsistent",
      "spec.regions[1].name",
    ],
    [
      "prices in another currency",
      (spec) => {
        (spec.regions[0] as Spec["regions"][number]).nodePool.currency = "CHF";
      },
      "scenario/inconsistent",
      "spec.regions[0].nodePool.currency",
    ],
    [
      "nodes that are too small",
      (spec) => {
        (spec.regions[0] as Spec["regions"][number]).nodePool.vcpu = 0.01;
      },
      "scenario/pod-too-large",
      "spec.regions[0]",
    ],
    [
      "a policy that chooses among none",
      (spec) => {
        delete (spec as Partial<Spec>).regions;
      },
      "scenario/inconsistent",
      "spec.policies[4].type",
    ],
  ])("says where %s stands", (_, change, code, path) => {
    expect(issuesOf(change)).toContainEqual([code, path]);
  });
});
