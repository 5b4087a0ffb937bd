import { describe, expect, it } from "vitest";
import type { AnsweredBatch } from "../../../engine/lab/sweep/messages.ts";
import { Pool, type PoolTask } from "../../../engine/lab/sweep/pool.ts";

const question = { file: "", axes: [], policies: ["p"], baseline: "p" };

function collect(points: number, workers: number, script: string) {
  const answered: number[] = [];
  const failures: AnsweredBatch["failures"][number][] = [];
  const task: PoolTask = {
    question,
    points: Uint32Array.from({ length: points }, (_, point) => point),
    workers,
    script: new URL(script, import.meta.url),
    onAnswer: (batch) => {
      answered.push(...batch.points);
      failures.push(...batch.failures);
    },
  };
  return { answered, failures, pool: new Pool(task) };
}

describe("the pool", () => {
  it.each([1, 3])(
    "loses only the points that its threads die of, with %i threads",
    async (workers) => {
      const { answered, failures, pool } = collect(40, workers, "./dying-worker.ts");
      await pool.done;
      const deadly = [3, 5, 7];
      const rest = Array.from({ length: 40 }, (_, point) => point);
      expect(answered.toSorted((a, b) => a - b)).toEqual(rest.filter((p) => !deadly.includes(p)));
      expect(failures.map(({ point }) => point).sort()).toEqual(deadly);
      const messages = failures
        .toSorted((a, b) => a.point - b.point)
        .map(({ issues }) => issues[0]);
      expect(messages.map((issue) => issue?.code)).toEqual(deadly.map(() => "sweep/worker-died"));
      expect(messages[1]?.message).toContain("too much memory");
      expect(messages[2]?.message).toContain("a defect");
    },
  );

  it("gives up when its threads do not even start", async () => {
    const { pool, answered } = collect(10, 2, "./never-starting-worker.ts");
    await expect(pool.done).rejects.toThrow("never starts");
    expect(answered).toEqual([]);
  });

  it("is done at once without points", async () => {
    const { pool } = collect(0, 2, "./never-starting-worker.ts");
    await expect(pool.done).resolves.toBeUndefined();
  });
});
