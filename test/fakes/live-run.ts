/** A live run of a scenario on a fake executor, with its log in a real store. */
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import type { ImageMap } from "../../engine/core/live/attempt-spec.ts";
import type { LiveStore } from "../../engine/core/live/run-store.ts";
import type { ResultStore } from "../../engine/core/ports.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { LiveSession } from "../../engine/lab/live/session.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import type { FakeExecutor } from "./executor.ts";

export function worldOf(scenario: string): World {
  return unwrap(openWorld(unwrap(findScenario(scenario)), {}));
}

/** Every image of the workflow runs its own command. */
export function hostImages({ workload }: World): ImageMap {
  const found = JSON.stringify(workload.workflow).matchAll(/"image":("[^"]*")/g);
  return Object.fromEntries([...found].map(([, image]) => [JSON.parse(image as string), "host"]));
}

export function questionOf(
  world: World,
  policy: string,
  more: Partial<LiveQuestion> = {},
): LiveQuestion {
  return {
    version: "test",
    folder: "/nowhere",
    content: { commands: [], named: [], scenarioFolder: "/", hash: "" },
    world,
    policy,
    images: hostImages(world),
    services: [],
    environment: [],
    timeScale: null,
    workScale: 1,
    logBytes: 1_000_000,
    processes: 64,
    graceMs: 100,
    ...more,
  };
}

export function storeIn(folder: string, name = "lowtide.sqlite"): ResultStore {
  return unwrap(openStore(join(folder, name)));
}

export function keepRun(store: LiveStore, question: LiveQuestion): number {
  const { world, policy } = question;
  return store.create(
    {
      scenario: world.name,
      title: world.title,
      policy,
      createdAt: "2026-01-01T00:00:00Z",
      question: JSON.stringify(question),
      nowMs: world.period.fromMs,
    },
    { processId: process.pid, seenAtMs: Date.now() },
  );
}

/** Goes on with a run where its log ends. */
export function openSession(
  store: LiveStore,
  id: number,
  question: LiveQuestion,
  executor: FakeExecutor,
): Promise<LiveSession> {
  const kept = store.find(id);
  if (kept === undefined) throw new Error(`there is no run ${id}`);
  const begun = new Set(executor.started.map((spec) => spec.id));
  const machinery = { executor, wasBegun: (attempt: string) => begun.has(attempt) };
  return LiveSession.open({ kept, question, store, machinery });
}
