/** Live runs whose templates ask for a cache: what ran once does not run again, and nothing else changes. */
import { afterAll, describe, expect, it } from "vitest";
import type { ArtifactStore } from "../../../engine/core/live/artifact-store.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import type { JsonObject } from "../../../engine/core/workflow/manifest.ts";
import { LiveSession } from "../../../engine/lab/live/session.ts";
import { openStageCache } from "../../../engine/lab/live/stage-cache.ts";
import { FakeExecutor } from "../../fakes/executor.ts";
import { keepRun, questionOf, storeIn, worldOf } from "../../fakes/live-run.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { readBack } from "./read-back.ts";

const folder = tempFolder();
const store = storeIn(folder);
afterAll(() => store.close());

/** Every template asks, and mounts nothing; `args` go to all of them. */
function asking(world: World, cached: boolean, args: readonly string[] = []): World {
  const { workflow } = world.workload;
  const annotations = { "lowtide.dev/cache": String(cached) };
  const templates = workflow.templates.map((template) => {
    const { volumeMounts: _, ...container } = (template.body.container ?? {}) as JsonObject;
    if (template.body.container === undefined) return template;
    const body = { ...template.body, metadata: { annotations }, container: { ...container, args } };
    return { ...template, body };
  });
  return { ...world, workload: { ...world.workload, workflow: { ...workflow, templates } } };
}

async function run(world: World) {
  const question = questionOf(world, "naive");
  const id = keepRun(store.live, question);
  const executor = new FakeExecutor();
  const artifacts = { has: () => true } as unknown as ArtifactStore;
  const stages = openStageCache({ store: store.stages, artifacts, scenario: world.name, folder });
  const kept = store.live.find(id);
  if (kept === undefined) throw new Error("the run was not kept");
  const machinery = { executor, stages, wasBegun: () => false };
  const session = await LiveSession.open({ kept, question, store: store.live, machinery });
  const { status } = await session.done;
  const { state } = readBack(store.live, id, question);
  const outcomes = state.timeline.requests.map(({ outcome }) => outcome);
  return { id: String(id), status, started: executor.started.length, outcomes };
}

const world = worldOf("green-e2e-ml");

describe("a live run with a cache", () => {
  it("starts nothing that a run before has done, and comes to the same end", async () => {
    const plain = await run(asking(world, false));
    const first = await run(asking(world, true));
    const second = await run(asking(world, true));
    expect(plain.started).toBeGreaterThan(0);
    // Days that ask for the very same share their stages within one run, too.
    expect(first.started).toBeLessThanOrEqual(plain.started);
    expect(first.started).toBeGreaterThan(0);
    expect(second.started).toBe(0);
    for (const { status, outcomes } of [first, second]) {
      expect({ status, outcomes }).toEqual({ status: plain.status, outcomes: plain.outcomes });
    }
    expect(store.stages.decisions(plain.id)).toEqual([]);
    const decisions = store.stages.decisions(second.id);
    expect(decisions).toHaveLength(plain.started);
    expect(
      decisions.every(({ hit, reasons }) => hit && /nothing changed since run/.test(`${reasons}`)),
    ).toBe(true);
  });

  it("starts all again when the command changed, and says so", async () => {
    const changed = await run(asking(world, true, ["--another"]));
    expect(changed.started).toBeGreaterThan(0);
    const missed = store.stages.decisions(changed.id).filter(({ hit }) => !hit);
    expect(missed.length).toBe(changed.started);
    expect(missed[0]?.reasons.join()).toContain("the command changed");
  });
});
