/** Sweeps with real threads: the same figures however many there are, kept, cancelled and resumed. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { StartSweepInput } from "../../../engine/contract/sweep.ts";
import { IssueError, unwrap } from "../../../engine/core/issue.ts";
import { changesOf } from "../../../engine/core/sweep/axes.ts";
import { METRIC_NAMES, metricsOf } from "../../../engine/core/sweep/metrics.ts";
import { openStoreIn } from "../../../engine/lab/keep.ts";
import { findScenario } from "../../../engine/lab/scenario/open.ts";
import { simulate } from "../../../engine/lab/simulate.ts";
import { Sweeps } from "../../../engine/lab/sweep/sweeps.ts";
import { tuneParameters } from "../../../engine/lab/sweep/tune.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { smallScenario } from "./small-scenario.ts";

const scenario = smallScenario(tempFolder());

const axes: StartSweepInput["axes"] = [
  { parameter: "threshold.limitGPerKwh", values: [200, 300] },
  { parameter: "start", from: "2024-01-01", to: "2024-04-01", step: "1mo" },
  { parameter: "seed", from: 1, to: 3, step: 1 },
];

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof IssueError) return error.issues[0]?.code;
    throw error;
  }
  return undefined;
}

function openSweeps(folder = tempFolder()) {
  const store = unwrap(openStoreIn(folder));
  return { store: store.sweeps, sweeps: new Sweeps({ store: store.sweeps }) };
}

describe("a sweep", () => {
  it("has the same rows at any number of workers, and those of single replays", async () => {
    const { sweeps } = openSweeps();
    const memory = new Sweeps({});
    const one = await sweeps.wait(sweeps.start({ scenario, axes, workers: 1 }).id);
    const three = await memory.wait(memory.start({ scenario, axes, workers: 3 }).id);
    expect(one).toMatchObject({ status: "finished", total: 24, finished: 24, failed: 0 });
    expect(three.rowsSha256).toBe(one.rowsSha256);
    expect(one.rowsSha256).toMatch(/^[0-9a-f]{64}$/);

    const { rows, metrics } = sweeps.read(one.id);
    expect(metrics).toEqual(METRIC_NAMES);
    const row = rows.find(({ point }) => point === 17);
    const changes = changesOf(one.axes, 17);
    const alone = unwrap(simulate(unwrap(findScenario(scenario)), { changes }));
    expect(row?.figures).toEqual(alone.comparison.results.map(metricsOf));
  });

  it("keeps the points that failed with their issues, while the others finish", async () => {
    const { sweeps } = openSweeps();
    const deadlines = { parameter: "workload.deadline", values: ["2h", "6h", "8h", "300d"] };
    const { id } = sweeps.start({ scenario, axes: [deadlines], workers: 2 });
    expect(await sweeps.wait(id)).toMatchObject({ status: "finished", finished: 2, failed: 2 });
    const { failures } = sweeps.read(id);
    expect(failures.map(({ point, issues }) => [point, issues[0]?.code, issues[0]?.path])).toEqual([
      [0, "scenario/deadline", "spec.workload.deadline"],
      [3, "scenario/no-request", "spec.workload.schedule"],
    ]);
    const { combinations } = sweeps.analyse(id, { metric: "carbonG" });
    expect(combinations.map(({ compared }) => compared)).toEqual([0, 1, 1, 0]);
  });

  it("is refused before it begins when it makes no sense", () => {
    const { sweeps } = openSweeps();
    const start = (...given: StartSweepInput["axes"]) =>
      codeOf(() => sweeps.start({ scenario, axes: given }));
    const many = Array.from({ length: 1_000 }, (_, value) => value);
    expect(start({ parameter: "sed", values: [1] })).toBe("sweep/unknown-parameter");
    expect(start({ parameter: "seed", values: ["one"] })).toBe("sweep/value");
    expect(start({ parameter: "seed", from: 2, to: 1, step: 1 })).toBe("sweep/range");
    expect(start({ parameter: "seed", values: [1] }, { parameter: "seed", values: [2] })).toBe(
      "sweep/axes",
    );
    expect(
      start({ parameter: "seed", values: many }, { parameter: "quality.floor", values: many }),
    ).toBe("sweep/too-large");
    const idle = { parameter: "threshold.limitGPerKwh", values: [1, 2] };
    expect(codeOf(() => sweeps.start({ scenario, axes: [idle], policies: ["immediate"] }))).toBe(
      "sweep/axes",
    );
    expect(codeOf(() => sweeps.start({ scenario, axes, policies: ["imediate"] }))).toBe(
      "policy/not-found",
    );
    expect(sweeps.list()).toEqual([]);
  });
});

describe("a cancelled sweep", () => {
  const seeds: StartSweepInput["axes"] = [{ parameter: "seed", from: 1, to: 400, step: 1 }];

  it("keeps what is done, and resumes with the rest alone to the same rows", async () => {
    const { sweeps, store } = openSweeps();
    let cancelled = false;
    const begun = sweeps.start({ scenario, axes: seeds, workers: 2 }, ({ id, finished }) => {
      if (finished < 3 || cancelled) return;
      cancelled = true;
      sweeps.cancel(id);
    });
    const stopped = await sweeps.wait(begun.id);
    expect(stopped).toMatchObject({ status: "cancelled", rowsSha256: null });
    expect(stopped.finished).toBeGreaterThanOrEqual(3);
    expect(stopped.finished).toBeLessThan(400);
    const before = store.rows(Number(begun.id), 0, 1_000);
    expect(before).toHaveLength(stopped.finished);

    sweeps.resume(begun.id, 1);
    const done = await sweeps.wait(begun.id);
    expect(done).toMatchObject({ status: "finished", finished: 400, failed: 0 });
    // The rows from before are where they were: their points were not replayed again.
    const after = store.rows(Number(begun.id), 0, 1_000);
    expect(after.slice(0, before.length)).toEqual(before);
    const again = await sweeps.wait(sweeps.start({ scenario, axes: seeds }).id);
    expect(again.rowsSha256).toBe(done.rowsSha256);
  });

  it("is not resumed when a file that it depends on has changed", async () => {
    const own = smallScenario(tempFolder());
    const { sweeps } = openSweeps();
    const { id } = sweeps.start({ scenario: own, axes: seeds, workers: 1 });
    sweeps.cancel(id);
    await sweeps.wait(id);
    const file = join(own, "grid-nl.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n# touched\n`);
    expect(codeOf(() => sweeps.resume(id))).toBe("sweep/changed");
  });

  it("is deleted with its rows", async () => {
    const { sweeps, store } = openSweeps();
    const { id } = sweeps.start({ scenario, axes, workers: 1 });
    await sweeps.wait(id);
    await sweeps.delete(id);
    expect(codeOf(() => sweeps.summary(id))).toBe("sweep/not-found");
    expect(store.rows(Number(id), 0, 10)).toEqual([]);
    await expect(sweeps.delete(id)).rejects.toMatchObject({
      issues: [{ code: "sweep/not-found" }],
    });
  });
});

describe("tuning a policy", () => {
  it("judges the choice on the held-out period with the figures of that period", async () => {
    const tuned = await tuneParameters({
      scenario,
      policy: "threshold",
      axes: [
        { parameter: "threshold.limitGPerKwh", values: [150, 250, 350] },
        { parameter: "seed", values: [1, 2, 3] },
      ],
      training: "2024-03-01..2024-03-15",
      heldOut: "2024-07-01..2024-07-15",
      objective: { terms: [{ metric: "carbonG", weight: 1 }], relative: false },
      limits: [],
      stated: ["meanWaitH"],
    });
    expect(tuned).toMatchObject({ uncertain: ["seed"], failures: [], points: 18 });
    const scores = tuned.trials.map(({ training }) => training.score ?? Number.NaN);
    expect(tuned.chosen?.training.score).toBe(Math.min(...scores));
    const limit = tuned.chosen?.changes[0]?.value as number;
    const carbon = [1, 2, 3].map((seed) => {
      const changes = [
        { parameter: "period", value: "2024-07-01..2024-07-15" },
        { parameter: "threshold.limitGPerKwh", value: limit },
        { parameter: "seed", value: seed },
      ];
      const alone = unwrap(
        simulate(unwrap(findScenario(scenario)), { changes, policies: ["threshold"] }),
      );
      return alone.comparison.results.find(({ policy }) => policy === "threshold")?.carbonG ?? 0;
    });
    expect(tuned.chosen?.heldOut.score).toBe(carbon.sort((a, b) => a - b)[1]);
  });
});
