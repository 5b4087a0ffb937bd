/** The live driver: it decides as the replay does, writes before it acts, and obeys. */
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { decidedAlike, pairDecisions } from "../../../engine/core/live/decisions.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { contextOf } from "../../../engine/lab/live/prepare.ts";
import type { LiveQuestion } from "../../../engine/lab/live/question.ts";
import { FakeExecutor } from "../../fakes/executor.ts";
import { keepRun, openSession, questionOf, storeIn, worldOf } from "../../fakes/live-run.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { ROOT } from "../../tidy/tree.ts";
import { smallScenario } from "../sweep/small-scenario.ts";
import { readBack } from "./read-back.ts";

const folder = tempFolder();
const store = storeIn(folder);
afterAll(() => store.close());

const week = worldOf("green-e2e-ml");
const nights = worldOf(smallScenario(folder));

async function runLive(question: LiveQuestion, executor = new FakeExecutor()) {
  const id = keepRun(store.live, question);
  const session = await openSession(store.live, id, question, executor);
  const ending = await session.done;
  return { id, ending, machine: readBack(store.live, id, question), executor };
}

const cases: [World, string][] = [week, nights].flatMap((world) =>
  world.policies.map(({ name }): [World, string] => [world, name]),
);

describe("a live run", () => {
  it.each(cases.map(([world, policy]) => [world.name, policy, world] as const))(
    "of %s under %s decides as its replay",
    async (_name, policy, world) => {
      const question = questionOf(world, policy);
      const { machine, ending, id } = await runLive(question);
      const prepared = prepareWorld(world);
      const { timeline } = runPolicy(prepared, contextOf(question).spec);
      const { decisions, requests } = machine.state.timeline;
      expect(decisions.length).toBe(timeline.decisions.length);
      const pairs = pairDecisions(decisions, timeline.decisions);
      expect(pairs.filter((pair) => !decidedAlike(pair, 0))).toEqual([]);
      expect(requests.map(({ outcome }) => outcome)).toEqual(
        timeline.requests.map(({ outcome }) => outcome),
      );
      expect(ending.status).toBe("succeeded");
      expect(store.live.find(id)?.status).toBe("succeeded");
    },
  );

  it("decides alike on a clock that waits, and pods take their own time", async () => {
    const question = questionOf(week, "naive", { timeScale: 2e6 });
    const executor = new FakeExecutor(() => ({ durationMs: 20 }));
    const { machine } = await runLive(question, executor);
    const { timeline } = runPolicy(prepareWorld(week), contextOf(question).spec);
    expect(machine.state.timeline.decisions.map(({ atMs }) => atMs)).toEqual(
      timeline.decisions.map(({ atMs }) => atMs),
    );
    for (const pod of machine.state.timeline.pods) {
      const tookMs = pod.finishedAtMs - pod.startedAtMs;
      expect(tookMs).toBeGreaterThanOrEqual(15);
      // Real time, not scaled time: 20 ms of it would be 11 hours.
      expect(tookMs).toBeLessThan(60_000);
    }
  });

  it("has each event durable before its programs start", async () => {
    const question = questionOf(nights, "nightly");
    const id = keepRun(store.live, question);
    const executor = new FakeExecutor(
      () => ({}),
      (spec) => {
        const open = readBack(store.live, id, question).open;
        const known = open.map(
          ({ request, pod, part }) => `${id}-${request}-${pod}-${part.segment}`,
        );
        expect(known).toContain(spec.id);
      },
    );
    await (await openSession(store.live, id, question, executor)).done;
    expect(executor.started.length).toBeGreaterThan(20);
    expect(new Set(executor.started.map((spec) => spec.id)).size).toBe(executor.started.length);
  });

  it("counts CPU time as measured, in the timeline that is accounted", async () => {
    const { machine } = await runLive(questionOf(week, "naive"));
    for (const pod of machine.state.timeline.pods) expect(pod.cpuSeconds).toBe(0.001);
  });

  it("ends in Error, and nothing starts, where no program stands for an image", async () => {
    const question = questionOf(week, "naive", { images: {} });
    const { ending, executor, machine } = await runLive(question);
    expect(executor.started).toEqual([]);
    expect(ending).toEqual({ status: "failed", message: "7 of 7 requests failed" });
    const { run } = machine.state.ended?.[0] ?? { run: undefined };
    expect(run?.nodes.map(({ message }) => message)).toContain(
      "no program stands for the image 'lowtide/data-fetch:1'",
    );
  });
});

describe("a person", () => {
  const waiting = (durationMs: number) => new FakeExecutor(() => ({ durationMs }));

  it("pauses a run: nothing new starts and time stands still, until it is resumed", async () => {
    const question = questionOf(week, "naive", { timeScale: 3e6 });
    const id = keepRun(store.live, question);
    const executor = waiting(30);
    const session = await openSession(store.live, id, question, executor);
    store.live.ask(id, { kind: "pause" });
    await expect.poll(() => store.live.find(id)?.status).toBe("paused");
    await expect.poll(() => executor.running.size).toBe(0);
    const before = executor.started.length;
    const pausedAt = session.nowMs;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(executor.started.length).toBe(before);
    expect(session.nowMs).toBe(pausedAt);
    store.live.ask(id, { kind: "resume" });
    expect((await session.done).status).toBe("succeeded");
  });

  it("cancels a run: what runs is ended, and counted until then", async () => {
    const question = questionOf(week, "naive");
    const id = keepRun(store.live, question);
    const executor = new FakeExecutor(() => ({ endless: true }));
    const session = await openSession(store.live, id, question, executor);
    await expect.poll(() => executor.running.size).toBe(1);
    store.live.ask(id, { kind: "cancel" });
    expect((await session.done).status).toBe("cancelled");
    expect(executor.running.size).toBe(0);
    expect(executor.closed).toBe(true);
    expect(readBack(store.live, id, question).state.timeline.pods).toHaveLength(1);
  });

  it("terminates one request's workflow: the others go on", async () => {
    const question = questionOf(week, "naive");
    const id = keepRun(store.live, question);
    let first = true;
    const executor = new FakeExecutor(() => {
      const endless = first;
      first = false;
      return endless ? { endless } : {};
    });
    const session = await openSession(store.live, id, question, executor);
    await expect.poll(() => executor.running.size).toBe(1);
    store.live.ask(id, { kind: "workflow", request: 0, action: "terminate" });
    expect(await session.done).toEqual({ status: "failed", message: "1 of 7 requests failed" });
    expect(readBack(store.live, id, question).state.timeline.requests[1]?.outcome).toBe(
      "succeeded",
    );
  });

  it("retries a request that failed: what succeeded is kept", async () => {
    const question = questionOf(week, "naive", { timeScale: 1e5 });
    const id = keepRun(store.live, question);
    let broken = true;
    const executor = new FakeExecutor(({ argv }) =>
      argv[0] === "model-training" && broken ? { exitCode: 3 } : {},
    );
    const session = await openSession(store.live, id, question, executor);
    await expect
      .poll(() => readBack(store.live, id, question).state.timeline.requests[0]?.outcome)
      .toBe("failed");
    broken = false;
    store.live.ask(id, { kind: "workflow", request: 0, action: "retry" });
    await expect
      .poll(() => readBack(store.live, id, question).state.timeline.requests[0]?.outcome)
      .toBe("succeeded");
    const fetched = executor.started.filter(
      ({ id: attempt, argv }) => attempt.startsWith(`${id}-0-`) && argv[0] === "data-fetch",
    );
    expect(fetched).toHaveLength(1);
    store.live.ask(id, { kind: "cancel" });
    await session.done;
  });
});

describe("a step with a checkpoint", () => {
  it("is told to end when the policy suspends it, and goes on as another attempt", async () => {
    const base = worldOf(join(ROOT, "fixtures/live/three-days"));
    const duration = { kind: "constant", durationMs: 9 * HOUR_MS } as const;
    const work = { kind: "modelled", duration, utilisation: 1 } as const;
    const gPerKwh = [1, 2, 3].flatMap(() => [100, 500, 100, 400]);
    const checkpoint = { saveMs: 0, restoreMs: 0 };
    const world: World = {
      ...base,
      grid: { ...base.grid, trace: { ...base.grid.trace, gPerKwh } },
      profiles: {
        ...base.profiles,
        train: { ...base.profiles.train, work, checkpoint } as Profile,
      },
      // Nine hours of work, and two clean spells of six hours with a dirty one between them.
      policies: [
        { name: "parts", title: "Parts", type: "wait-awhile", steps: ["train"], replan: false },
      ],
      baseline: "parts",
    };
    const question = questionOf(world, "parts", { workScale: 6e4 });
    const executor = new FakeExecutor(({ argv, env }) =>
      argv[0] === "train" && env.LOWTIDE_SEGMENT === "0" ? { endless: true } : { result: "0.9" },
    );
    const { machine, ending } = await runLive(question, executor);
    expect(ending.status).toBe("succeeded");
    const segments = executor.started
      .filter(({ argv }) => argv[0] === "train")
      .map(({ env }) => env.LOWTIDE_SEGMENT);
    expect(segments).toEqual(["0", "1", "0", "1", "0", "1"]);
    const actions = machine.state.timeline.decisions.map(({ action }) => action);
    expect(actions).toContain("suspend");
    expect(actions).toContain("resume");
  });
});
