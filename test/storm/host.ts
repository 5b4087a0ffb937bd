/** A host that a storm kills: drives the run of a folder from where its log ends, and says how it ended. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import type { LiveMachine } from "../../engine/core/live/live-machine.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { liveFolder, processMachinery, removeRunFiles } from "../../engine/lab/live/machinery.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { LiveRuns } from "../../engine/lab/live/runs.ts";
import type { KillPoint } from "./plan.ts";
import { watchedExecutor, watchedStore, watchFor } from "./probes.ts";

export interface HostTask {
  readonly folder: string;
  readonly question: LiveQuestion;
  readonly points: readonly KillPoint[];
  readonly patienceMs?: number;
}

/** Told on standard output, a line of JSON each. */
export type HostLine =
  | { readonly kind: "driving"; readonly id: string }
  | { readonly kind: "not driving"; readonly status: string }
  | { readonly kind: "ended"; readonly status: string; readonly timelineSha256: string }
  | { readonly kind: "stopped"; readonly reason: string };

export function timelineSha256({ state }: LiveMachine): string {
  return createHash("sha256").update(JSON.stringify(state.timeline)).digest("hex");
}

if (import.meta.main) await drive(JSON.parse(process.argv[2] as string) as HostTask);

async function drive({ folder, question, points, patienceMs }: HostTask): Promise<void> {
  const watch = await watchFor(points, {
    hostPid: process.pid,
    mark: `LOWTIDE_RUN=${liveFolder(folder)}`,
    killsFile: join(folder, "kills.jsonl"),
  });
  const store = unwrap(openStore(join(folder, "lowtide.sqlite")));
  const open = processMachinery(folder, store.stages);
  const runs = new LiveRuns({
    store: watchedStore(store.live, watch),
    openMachinery: (asked, run) => {
      const machinery = open(asked, run);
      return { ...machinery, executor: watchedExecutor(machinery.executor, watch) };
    },
    isTrusted: () => true,
    removeFiles: removeRunFiles(folder, store.stages),
    ...(patienceMs !== undefined && { patienceMs }),
  });
  const [kept] = store.live.list();
  const id = kept === undefined ? await runs.start(question, "storm") : String(kept.id);
  if (kept?.status === "running" || kept?.status === "paused") await runs.goOn(id);
  const machine = machineOf(runs, Number(id));
  if (machine === undefined) say({ kind: "not driving", status: runs.summary(id).status });
  else {
    say({ kind: "driving", id });
    await runs.wait(id).then(
      (ending) =>
        say({
          kind: "ended",
          status: ending?.status ?? "",
          timelineSha256: timelineSha256(machine),
        }),
      (error: unknown) => say({ kind: "stopped", reason: String(error) }),
    );
  }
  await runs.close();
  store.close();
}

/** What the host itself came to, not what its log says: private, and of interest to the storm alone. */
function machineOf(runs: LiveRuns, id: number): LiveMachine | undefined {
  const session: object | undefined = Reflect.get(runs, "sessions").get(id);
  return session && Reflect.get(Reflect.get(session, "driver"), "machine");
}

function say(line: HostLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
