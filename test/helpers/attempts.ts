/** Attempts at real programs, for tests: a plain store, a spec with everything filled in, and who still lives. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactStore } from "../../engine/core/live/artifact-store.ts";
import type { AttemptEnd, AttemptSpec, Executor } from "../../engine/core/live/attempt.ts";

/** Keeps copies by number; whoever tests a store has a real one. */
export function plainStore(folder: string): ArtifactStore {
  mkdirSync(folder, { recursive: true });
  return {
    put: async (path, archive) => {
      const key = `sha256/${readdirSync(folder).length}`;
      cpSync(path, join(folder, key.slice(7)), { recursive: true });
      return { key, bytes: 0, archive };
    },
    fetch: async (key, path) => cpSync(join(folder, key.slice(7)), path, { recursive: true }),
    has: (key) => existsSync(join(folder, key.slice(7))),
  };
}

export function attemptSpec(
  id: string,
  argv: readonly string[],
  more: Partial<AttemptSpec> = {},
): AttemptSpec {
  return {
    id,
    run: "run-1",
    podName: `pod-${id}`,
    argv,
    env: {},
    mounts: [],
    inputs: [],
    outputs: { result: false, parameters: [], artifacts: [] },
    requests: { cpu: 0.1, memoryGib: 0.1 },
    graceMs: 5_000,
    ...more,
  };
}

export async function runToEnd(executor: Executor, spec: AttemptSpec): Promise<AttemptEnd> {
  return (await executor.start(spec)).ended;
}

/** Processes of this machine whose environment holds the text, zombies left out. */
export function living(text: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      if (/\) [ZX] /.test(stat)) return false;
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(text);
    } catch {
      return false;
    }
  });
}

/** Long enough for any machine; a test that waits in vain has to end all the same. */
const LONGEST_WAIT_MS = 25_000;

/** Waits for a condition, however slow the machine is. */
export async function until(condition: () => boolean): Promise<void> {
  const startedMs = performance.now();
  while (!condition()) {
    if (performance.now() - startedMs > LONGEST_WAIT_MS) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
