/** Records live logs with real programs anew: `node test/core/live/record-histories.ts [NAME...]`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unwrap } from "../../../engine/core/issue.ts";
import type { LiveOperation } from "../../../engine/core/live/run-store.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { processMachinery, removeRunFiles } from "../../../engine/lab/live/machinery.ts";
import type { LiveQuestion } from "../../../engine/lab/live/question.ts";
import { LiveRuns } from "../../../engine/lab/live/runs.ts";
import { writeHistory } from "../../helpers/history.ts";
import { HostProcess, waitFor } from "../../storm/host-process.ts";
import { CALM, stormQuestion, threeDaysQuestion } from "../../storm/question.ts";

const root = mkdtempSync(join(tmpdir(), "lowtide-histories-"));
const HISTORIES: Readonly<Record<string, { about: string; record: () => Promise<void> }>> = {
  "three-days-now": threeDays("now"),
  "three-days-threshold": threeDays("threshold"),
  "three-days-lowest-window": threeDays("lowest-window"),
  "storm-lost-attempts": {
    about:
      "Its host was killed four times while programs ran: lost attempts, retried by the workflow.",
    record: () => recordLost("storm-lost-attempts"),
  },
  "storm-people": {
    about: "A person paused and resumed it, terminated and retried a request, and cancelled it.",
    record: () => recordPeople("storm-people"),
  },
};

const wanted = process.argv.slice(2);
for (const [name, { record }] of Object.entries(HISTORIES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await record();
  process.stdout.write(`${name}\n`);
}
rmSync(root, { recursive: true, force: true });

function threeDays(policy: string) {
  const name = `three-days-${policy}`;
  const record = async () => {
    const question = threeDaysQuestion(policy);
    await driven(name, question, async () => undefined);
  };
  return { about: `Three days under the policy ${policy}, nobody interfering.`, record };
}

/** Runs to the end in this process, while somebody does something. */
async function driven(
  name: string,
  question: LiveQuestion,
  meanwhile: (ask: (operation: LiveOperation) => Promise<void>, runs: LiveRuns) => Promise<void>,
): Promise<void> {
  const folder = folderOf(name);
  const store = unwrap(openStore(join(folder, "lowtide.sqlite")));
  const runs = new LiveRuns({
    store: store.live,
    openMachinery: processMachinery(folder, store.stages),
    isTrusted: () => true,
    removeFiles: removeRunFiles(folder, store.stages),
  });
  const id = await runs.start(question, "recorded");
  const ask = async (operation: LiveOperation) => {
    await runs.control(id, operation);
    await waitFor(() => store.live.asked(Number(id)).length === 0);
  };
  await meanwhile(ask, runs);
  await runs.wait(id);
  keep(name, question, folder);
  await runs.close();
  store.close();
}

async function recordLost(name: string): Promise<void> {
  const folder = folderOf(name);
  const question = stormQuestion({ ...CALM, slowness: 4 }, join(folder, "ledger.jsonl"));
  const point = { kind: "recorded", victims: ["host"] as const };
  for (const nth of [1, 3, 2, 1]) {
    const points = [{ ...point, probe: { at: "started" as const, nth, delayMs: 90 } }];
    await new HostProcess({ folder, question, points }).ended;
  }
  await new HostProcess({ folder, question, points: [] }).ended;
  keep(name, question, folder);
}

async function recordPeople(name: string): Promise<void> {
  const ledger = join(folderOf(name), "ledger.jsonl");
  const question = stormQuestion({ ...CALM, slowness: 8, timeScale: 50_000 }, ledger);
  await driven(name, question, async (ask, runs) => {
    const requests = () => runs.followed("1").chronicle.machine.state.timeline.requests;
    await waitFor(() => runs.summary("1").running > 0);
    await ask({ kind: "pause" });
    await sleep(500);
    await ask({ kind: "resume" });
    await ask({ kind: "workflow", request: 0, action: "terminate" });
    await waitFor(() => requests()[0]?.outcome === "failed");
    await ask({ kind: "workflow", request: 0, action: "retry" });
    await waitFor(() => requests()[0]?.outcome === "succeeded");
    await waitFor(() => runs.summary("1").running > 1);
    await runs.control("1", { kind: "cancel" });
  });
}

function folderOf(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function keep(name: string, question: LiveQuestion, folder: string): void {
  const store = unwrap(openStore(join(folder, "lowtide.sqlite")));
  const records = store.live.records(1, 0, 1_000_000);
  store.close();
  writeHistory(name, HISTORIES[name]?.about ?? "", question, records);
}
