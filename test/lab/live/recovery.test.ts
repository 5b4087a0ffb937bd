/** A live run goes on where its log ends, wherever that is. */
import { afterAll, describe, expect, it } from "vitest";
import { randomStream } from "../../../engine/core/random/stream.ts";
import type { LiveQuestion } from "../../../engine/lab/live/question.ts";
import { FakeExecutor } from "../../fakes/executor.ts";
import { keepRun, openSession, questionOf, storeIn, worldOf } from "../../fakes/live-run.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { readBack } from "./read-back.ts";

const folder = tempFolder();
const store = storeIn(folder);
afterAll(() => store.close());

const world = worldOf("green-e2e-ml");
/** What the workflow's own rules say of an attempt that was lost: try again. */
const patient = {
  ...world,
  workload: {
    ...world.workload,
    workflow: {
      ...world.workload.workflow,
      retryStrategy: { limit: "50", retryPolicy: "Always" as const },
    },
  },
};

/** Runs to the end, abandoned after so many starts of programs, again and again. */
async function runWithBreaks(question: LiveQuestion, startsUntilBreak: () => number) {
  const id = keepRun(store.live, question);
  let left = startsUntilBreak();
  let breakNow = () => undefined as unknown;
  const executor = new FakeExecutor(
    () => ({ durationMs: 3 }),
    () => {
      left -= 1;
      if (left === 0) breakNow();
    },
  );
  for (let breaks = 0; ; breaks++) {
    const session = await openSession(store.live, id, question, executor);
    breakNow = () => void session.abandon();
    const ending = await session.done.catch(() => undefined);
    if (ending !== undefined) return { id, ending, breaks, executor };
    left = startsUntilBreak();
  }
}

describe("recovery", () => {
  it.each([1, 2, 3, 4, 5, 6])("comes to the end after many breaks, seed %i", async (seed) => {
    const random = randomStream(seed, "breaks");
    const question = questionOf(patient, "naive");
    const draw = () => 1 + Math.floor(random.uniform() * 12);
    const { id, ending, breaks, executor } = await runWithBreaks(question, draw);
    expect(ending.status).toBe("succeeded");
    expect(breaks).toBeGreaterThan(0);
    const ids = executor.started.map((spec) => spec.id);
    expect(new Set(ids).size).toBe(ids.length);
    const { state } = readBack(store.live, id, question);
    expect(state.timeline.requests.every(({ outcome }) => outcome === "succeeded")).toBe(true);
    // Each template of each run succeeded once: what had finished was not run again.
    for (const { run } of Object.values(state.ended ?? {})) {
      const done = run.nodes.filter(
        ({ type, phase, flag }) => type === "Pod" && phase === "Succeeded" && flag?.retried,
      );
      expect(done.length).toBe(6);
    }
  });

  it("ends a lost attempt in Error where the workflow does not retry", async () => {
    const question = questionOf(world, "naive");
    const { id, ending } = await runWithBreaks(question, () => 2);
    expect(ending.status).toBe("failed");
    const { state } = readBack(store.live, id, question);
    const messages = Object.values(state.ended ?? {}).flatMap(({ run }) =>
      run.nodes.map(({ message }) => message),
    );
    expect(messages).toContain("pod deleted");
  });

  it("refuses a log that is not of this engine, and says from which entry on", async () => {
    const question = questionOf(world, "naive");
    const id = keepRun(store.live, question);
    const event = { type: "autoscalerScan" as const, atMs: world.period.fromMs };
    store.live.append(id, 0, [{ event, byTime: true, wallMs: 0 }], world.period.fromMs);
    await expect(openSession(store.live, id, question, new FakeExecutor())).rejects.toThrow(
      /does not fit this version of the engine, from entry 0 on/,
    );
  });
});
