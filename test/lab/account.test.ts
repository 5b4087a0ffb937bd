/** What a scenario says about accounting, from its document to the audit. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { unwrap } from "../../engine/core/issue.ts";
import { reportMarkdown } from "../../engine/formats/gsf-report/markdown.ts";
import { reportPage } from "../../engine/formats/gsf-report/page.ts";
import { accountScenario } from "../../engine/lab/account.ts";
import { reportOf } from "../../engine/lab/gsf-report.ts";
import { BUNDLED_SCENARIOS, openWorld } from "../../engine/lab/scenario/open.ts";
import { simulate } from "../../engine/lab/simulate.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const folder = tempFolder();
let count = 0;

type Spec = Record<string, never> & {
  grid: { trace: { values: { gPerKwh: number[] } }; scoring?: unknown };
  cluster: { nodePool: Record<string, unknown> };
};

function week(change: (spec: Record<string, unknown> & Spec) => void = () => {}) {
  const document = parse(readFileSync(join(WEEK, "scenario.yaml"), "utf8"));
  change(document.spec);
  const id = `a${count++}`;
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "scenario.yaml"), stringify(document));
  writeFileSync(join(folder, id, "workflow.yaml"), readFileSync(join(WEEK, "workflow.yaml")));
  return { id, file: join(folder, id, "scenario.yaml") };
}

function issuesOf(change: (spec: Record<string, unknown> & Spec) => void) {
  const result = openWorld(week(change), {});
  return result.ok ? [] : result.issues.map(({ code, path }) => [code, path]);
}

/** The same values, marginal and twice as high. */
function scoring({ grid }: Spec) {
  const { values } = grid.trace;
  const gPerKwh = values.gPerKwh.map((value) => value * 2);
  return {
    zone: "DE",
    signal: "marginal",
    basis: "direct",
    trace: { values: { ...values, gPerKwh } },
  };
}

describe("spec.grid.scoring", () => {
  it("scores what was decided on the other trace, and both are named", () => {
    const plain = unwrap(accountScenario(week(), {}));
    const other = unwrap(
      accountScenario(
        week((spec) => {
          spec.grid.scoring = scoring(spec);
        }),
        { set: [["scoredWith", "deciding"]] },
      ),
    );
    other.audits.forEach(({ terms, decidedOn, scoredWith }, index) => {
      expect(terms.operationalG).toBeCloseTo((plain.audits[index]?.terms.operationalG ?? 0) * 2, 9);
      expect(decidedOn).toMatchObject({ signal: "average", basis: "life-cycle" });
      expect(scoredWith).toMatchObject({ signal: "marginal", basis: "direct" });
    });
    const decisions = ({ simulation }: typeof plain) =>
      simulation.comparison.timelines.map((each) => each.decisions);
    expect(decisions(other)).toEqual(decisions(plain));
    const back = other.reaccounted?.after.policies.map(({ carbonG }) => carbonG);
    expect(back).toEqual(plain.audits.map(({ terms }) => terms.carbonG));
  });

  it("has to cover the period, and says where it does not", () => {
    const found = issuesOf((spec) => {
      const short = scoring(spec);
      short.trace.values.gPerKwh.length = 3;
      spec.grid.scoring = short;
    });
    expect(found).toEqual([["grid/too-short", "spec.grid.scoring.trace.values.gPerKwh"]]);
  });

  it("is of one kind in all regions, like the trace that is decided on", () => {
    const region = (grid: object, spec: Spec) => ({
      name: "there",
      grid,
      nodePool: { ...spec.cluster.nodePool, region: "there" },
      transfer: { gib: 1, duration: "1m", kwhPerGib: 0, pricePerGib: 0 },
    });
    const mixed = issuesOf((spec) => {
      spec.regions = [region({ ...spec.grid, signal: "marginal" }, spec)] as never;
    });
    expect(mixed).toEqual([["scenario/mixed-signals", "spec.regions[0].grid"]]);
    const half = issuesOf((spec) => {
      const { grid } = spec;
      spec.grid = { ...grid, scoring: scoring(spec) } as never;
      spec.regions = [region(grid, spec)] as never;
    });
    expect(half.map(([code]) => code)).toEqual([
      "scenario/mixed-signals",
      "scenario/mixed-signals",
    ]);
  });
});

describe("the unit of a score", () => {
  const unitsOf = (functionalUnit: object) => {
    const { audits } = unwrap(
      accountScenario(
        week((spec) => {
          spec.functionalUnit = functionalUnit as never;
        }),
        {},
      ),
    );
    return audits.map(({ terms }) => terms.units);
  };

  it("may count batches of data, or the model versions that served", () => {
    const runs = unitsOf({ name: "run", perRun: 1 });
    const batches = unitsOf({ name: "invoice", perBatch: 40 });
    expect(new Set(batches).size).toBe(1);
    expect((batches[0] as number) % 40).toBe(0);
    expect(batches[0]).toBeGreaterThan(0);
    const versions = unitsOf({ name: "model version", perModelVersion: 1 });
    versions.forEach((each, index) => {
      expect(each).toBeGreaterThan(0);
      expect(each).toBeLessThanOrEqual(runs[index] as number);
    });
  });

  it.each([
    [{ name: "run" }, "spec.functionalUnit"],
    [{ name: "run", perRun: 1, perBatch: 2 }, "spec.functionalUnit"],
  ])("is counted by exactly one thing: %j", (functionalUnit, path) => {
    const found = issuesOf((spec) => {
      spec.functionalUnit = functionalUnit as never;
    });
    expect(found).toEqual([["scenario/inconsistent", path]]);
  });
});

describe("spec.costs and spec.stages", () => {
  it("are lines of the bill, and part of the cost", () => {
    const plain = unwrap(simulate(week(), {})).comparison.results;
    const { audits, simulation } = unwrap(
      accountScenario(
        week((spec) => {
          spec.costs = {
            storage: { gib: 730, pricePerGibMonth: 1 },
            egress: { gibPerRun: 2, pricePerGib: 3 },
            other: [{ name: "labels", perRun: 5 }],
          } as never;
        }),
        {},
      ),
    );
    simulation.comparison.results.forEach(({ cost, runs }, index) => {
      const hours = 7 * 24;
      expect(cost - (plain[index]?.cost ?? 0)).toBeCloseTo(hours + runs * (6 + 5), 6);
      expect(audits[index]?.cost.lines.map(({ kind }) => kind)).toEqual([
        "nodes",
        "storage",
        "egress",
        "other",
      ]);
    });
  });

  it("name templates that exist, and lines that are by the month or by the run", () => {
    expect(
      issuesOf((spec) => {
        spec.stages = { trian: "training" } as never;
      }),
    ).toEqual([["scenario/no-step", "spec.stages.trian"]]);
    expect(
      issuesOf((spec) => {
        spec.costs = { other: [{ name: "x", perRun: 1, perMonth: 1 }] } as never;
      }),
    ).toEqual([["document/invalid", "spec.costs.other[0].name"]]);
  });
});

describe("the report of the Green Software Foundation", () => {
  const report = () =>
    unwrap(
      reportOf(
        week((spec) => {
          spec.report = { organisation: "Stated in the scenario", contact: "a | b <i>" } as never;
        }),
        { policy: "threshold", fields: { organisation: "Stated by hand" } },
      ),
    );

  it("has a breakdown that adds up to the score, and says what is not stated", () => {
    const { title, sections } = report();
    expect(title).toContain("Threshold");
    const [score] = sections;
    const table = score?.blocks.find((block) => block.kind === "table");
    const rows = table?.kind === "table" ? table.rows : [];
    const values = rows.map(([, value]) => Number(value));
    const sum = values.slice(0, -1).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(values.at(-1) as number, 2);
    const text = reportMarkdown(report());
    expect(text).toContain("| Organisation | Stated by hand |");
    expect(text).toContain("| Version | not stated |");
    expect(text).toContain("a \\| b \\<i\\>");
  });

  it("has a source for every coefficient", () => {
    const found = report().sections.find((each) => each.title === "Coefficients")?.blocks[0];
    const rows = found?.kind === "table" ? found.rows : [];
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) expect(row[4]).not.toBe("not stated");
  });

  it("is the same as a page, which escapes what people wrote and loads nothing", () => {
    const page = reportPage(report());
    expect(page).toContain("a | b &lt;i&gt;");
    expect(page).not.toMatch(/<script|src=|href=/);
    for (const { title } of report().sections) expect(page).toContain(`<h2>${title}</h2>`);
  });
});
