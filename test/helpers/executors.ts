/** Executors for tests: each in a folder of its own, all closed after every test. */
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Executor } from "../../engine/core/live/attempt.ts";
import {
  openProcessExecutor,
  type ProcessExecutorOptions,
} from "../../engine/io/process/executor.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { plainStore } from "./attempts.ts";

const LIMITS = { logBytes: 100_000, processes: 50 };

/** Opens executors; `base` is removed with all of them when the tests of the file have run. */
export function testExecutors() {
  const base = tempFolder();
  const opened: Executor[] = [];
  afterEach(async () => {
    for (const executor of opened.splice(0)) await executor.close();
  });
  let count = 0;
  const open = (more: Partial<ProcessExecutorOptions> = {}) => {
    const folder = more.folder ?? join(base, `runs-${++count}`);
    const artifacts = more.artifacts ?? plainStore(join(base, `store-${count}`));
    const executor = openProcessExecutor({ limits: LIMITS, ...more, folder, artifacts });
    opened.push(executor);
    return { executor, folder, artifacts, mark: `LOWTIDE_RUN=${join(folder, "run-1")}\0` };
  };
  return { base, open };
}

export const nodeScript = (text: string) => ["node", "-e", text];
export const parameter = (name: string, path: string) => ({ name, path });
export const artifact = (name: string, path: string, optional = false) => ({
  name,
  path,
  archive: "none" as const,
  optional,
});
export const NO_OUTPUTS = { result: false, parameters: [], artifacts: [] };
