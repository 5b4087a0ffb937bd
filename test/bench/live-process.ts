/** A live run in a process of its own, so that its memory is its own: prints how long it took, and the peak. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import { liveSchema } from "../../engine/core/scenario/live-schema.ts";
import { resolveWorkflow } from "../../engine/formats/argo/assemble/workflow.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { processMachinery, removeRunFiles } from "../../engine/lab/live/machinery.ts";
import { LiveRuns } from "../../engine/lab/live/runs.ts";
import { askSingle } from "../../engine/lab/live/single.ts";
import { readWorkflowFiles } from "../../engine/lab/workflow/simulate.ts";

const STATUS = "/proc/self/status";

const [steps = ""] = process.argv.slice(2);
const startedMs = performance.now();
await runLive(steps);
const tookMs = performance.now() - startedMs;
process.stdout.write(JSON.stringify({ tookMs, peakKb: peakKb() }));

/** Linux hands the peak of `getrusage` on from a parent that forks: there only the process's own counts. */
function peakKb(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, "latin1") : "";
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return own === undefined ? process.resourceUsage().maxRSS : Number(own);
}

/** Runs a workflow of `true`s to its end. */
async function runLive(steps: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: bench }
spec:
  entrypoint: main
  templates:
    - { name: main, steps: ${steps} }
    - { name: a, container: { image: a, command: ["true"] } }
`;
  const { runnable, library } = unwrap(readWorkflowFiles([{ file: "bench.yaml", text }]));
  const workflow = unwrap(resolveWorkflow(runnable, library, {}));
  const live = liveSchema.parse({ images: { a: "host" } });
  const wish = { workflow, file: join(folder, "bench.yaml"), live, startMs: Date.now() };
  const store = unwrap(openStore(join(folder, "lowtide.sqlite")));
  const runs = new LiveRuns({
    store: store.live,
    openMachinery: processMachinery(folder, store.stages),
    isTrusted: () => true,
    removeFiles: removeRunFiles(folder, store.stages),
  });
  const id = await runs.start(unwrap(askSingle(wish)).question, "bench");
  const ending = await runs.wait(id);
  if (ending?.status !== "succeeded") throw new Error(`the bench's run ${ending?.status}`);
  await runs.close();
  store.close();
  rmSync(folder, { recursive: true });
}
