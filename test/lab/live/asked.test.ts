/** What people ask of a live run has its effect once, whenever the program that drives it dies. */
import { afterAll, describe, expect, it } from "vitest";
import { Keeper } from "../../../engine/lab/live/keeper.ts";
import type { LiveQuestion } from "../../../engine/lab/live/question.ts";
import type { LiveSession } from "../../../engine/lab/live/session.ts";
import { FakeExecutor } from "../../fakes/executor.ts";
import { keepRun, openSession, questionOf, storeIn, worldOf } from "../../fakes/live-run.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { readBack } from "./read-back.ts";

const folder = tempFolder();
const store = storeIn(folder);
afterAll(() => store.close());

const week = worldOf("green-e2e-ml");

function begun(question: LiveQuestion, executor: FakeExecutor) {
  const id = keepRun(store.live, question);
  const open = (): Promise<LiveSession> => openSession(store.live, id, question, executor);
  return { id, open, back: () => readBack(store.live, id, question) };
}

describe("a cancel", () => {
  it("is obeyed by the next program when this one dies before the ending", async () => {
    // It does not end when it is told to.
    const executor = new FakeExecutor(() => ({ endless: true, stubborn: true }));
    const { id, open, back } = begun(questionOf(week, "naive"), executor);
    const first = await open();
    await expect.poll(() => executor.running.size).toBe(1);
    store.live.ask(id, { kind: "cancel" });
    await expect.poll(() => executor.stopped).toBeGreaterThan(0);
    await first.abandon();
    expect(store.live.find(id)?.status).toBe("running");
    const started = executor.started.length;
    expect((await (await open()).done).status).toBe("cancelled");
    expect(executor.started).toHaveLength(started);
    expect(back().open).toEqual([]);
    expect(store.live.asked(id)).toEqual([]);
  });

  it("lets nothing start in the room that it frees", async () => {
    const executor = new FakeExecutor(() => ({ durationMs: 20 }));
    const { id, open } = begun(questionOf(week, "naive", { timeScale: 1e6 }), executor);
    const session = await open();
    await expect.poll(() => executor.running.size).toBe(1);
    store.live.ask(id, { kind: "cancel" });
    await session.done;
    const started = executor.started.length;
    expect(readBack(store.live, id, questionOf(week, "naive")).open).toEqual([]);
    expect(executor.started).toHaveLength(started);
  });
});

describe("a pause", () => {
  it("writes down what ends in it: a program that dies in the pause loses no work", async () => {
    const executor = new FakeExecutor(() => ({ durationMs: 400 }));
    const { id, open, back } = begun(questionOf(week, "naive"), executor);
    const first = await open();
    await expect.poll(() => executor.running.size).toBe(1);
    store.live.ask(id, { kind: "pause" });
    await expect.poll(() => store.live.find(id)?.status).toBe("paused");
    await expect.poll(() => executor.running.size).toBe(0);
    const [done] = executor.started;
    const ended = () =>
      store.live.records(id, 0, 1_000).filter(({ attempt }) => attempt === done?.id);
    await expect.poll(() => ended().length).toBe(1);
    await first.abandon();
    expect(executor.started).toHaveLength(1);
    // What was held back is started by the next program, and nothing is run again.
    expect(back().open).toHaveLength(1);
    const second = await open();
    await expect.poll(() => executor.started.length).toBeGreaterThan(1);
    await second.abandon();
    const argv = executor.started.map((spec) => spec.argv[0]);
    expect(argv.filter((program) => program === done?.argv[0])).toHaveLength(1);
  });
});

describe("a retry", () => {
  it("starts pods again under names of their own", async () => {
    const question = questionOf(week, "naive", { timeScale: 1e5 });
    let broken = true;
    const executor = new FakeExecutor(({ argv }) =>
      argv[0] === "model-training" && broken ? { exitCode: 3 } : {},
    );
    const { id, open, back } = begun(question, executor);
    const session = await open();
    const outcome = () => back().state.timeline.requests[0]?.outcome;
    await expect.poll(outcome).toBe("failed");
    broken = false;
    store.live.ask(id, { kind: "workflow", request: 0, action: "retry" });
    await expect.poll(outcome).toBe("succeeded");
    await session.abandon();
    const ids = executor.started.map((spec) => spec.id);
    expect(new Set(ids).size).toBe(ids.length);
    const trained = executor.started.filter(
      (spec) => spec.id.startsWith(`${id}-0-`) && spec.argv[0] === "model-training",
    );
    expect(trained.length).toBeGreaterThan(1);
  });
});

describe("the keeper", () => {
  it("does not wait when another program has gone on with the run", async () => {
    const locked = storeIn(folder, "locked.sqlite");
    const other = storeIn(folder, "locked.sqlite");
    const question = questionOf(week, "naive");
    const id = keepRun(locked.live, question);
    const event = { type: "autoscalerScan" as const, atMs: week.period.fromMs };
    const record = { event, byTime: true, wallMs: 0 };
    await new Keeper(locked.live, id, 0, 0).keep([record], week.period.fromMs);
    other.live.append(id, 1, [record], week.period.fromMs);
    // Somebody else has gone on: waiting is of no use.
    await expect(
      new Keeper(locked.live, id, 1, 60_000).keep([record], week.period.fromMs),
    ).rejects.toThrow(/deleted or taken over/);
    locked.close();
    other.close();
  });
});
