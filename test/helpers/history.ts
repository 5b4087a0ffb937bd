/** Recorded live logs: the question that was asked, what happened, and the timeline that it led to. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { account } from "../../engine/core/account/account.ts";
import { Chronicle } from "../../engine/core/live/chronicle.ts";
import type { LiveRecord } from "../../engine/core/live/run-store.ts";
import { contextOf } from "../../engine/lab/live/prepare.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";

export const HISTORIES = join(import.meta.dirname, "../../fixtures/histories");

/** What a person can read of a timeline; the hash holds the rest. */
export interface HistorySummary {
  readonly events: number;
  readonly requests: readonly string[];
  /** `2024-06-03T01:00:00.000Z start`. */
  readonly decisions: readonly string[];
  /** `0 fetch(0) Succeeded`, with the message if there is one. */
  readonly attempts: readonly string[];
  readonly carbonG: number;
  readonly energyKwh: number;
}

export interface History {
  readonly about: string;
  readonly question: LiveQuestion;
  readonly timelineSha256: string;
  readonly summary: HistorySummary;
}

/** What a log leads to. Throws at the first entry that does not fit this version of the engine. */
export function toldHistory(
  question: LiveQuestion,
  records: readonly LiveRecord[],
): Pick<History, "timelineSha256" | "summary"> {
  const chronicle = new Chronicle(contextOf(question), "1");
  for (const [entry, record] of records.entries()) {
    if (!chronicle.tell(record)) throw new Error(`the log does not fit, from entry ${entry} on`);
  }
  const { context, state } = chronicle.machine;
  const { timeline } = state;
  const { carbonG, energyKwh } = account(timeline, context.world, context.sites);
  return {
    timelineSha256: createHash("sha256").update(JSON.stringify(timeline)).digest("hex"),
    summary: {
      events: records.length,
      requests: timeline.requests.map(({ outcome }) => outcome),
      decisions: timeline.decisions.map(
        ({ atMs, action }) => `${new Date(atMs).toISOString()} ${action}`,
      ),
      attempts: chronicle.attempts.map(({ request, displayName, phase, message }) =>
        `${request} ${displayName} ${phase} ${message}`.trimEnd(),
      ),
      carbonG,
      energyKwh,
    },
  };
}

export function readHistory(name: string): { history: History; records: LiveRecord[] } {
  const history = JSON.parse(readFileSync(join(HISTORIES, `${name}.json`), "utf8")) as History;
  const lines = readFileSync(join(HISTORIES, `${name}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  return { history, records: lines.map((line) => JSON.parse(line) as LiveRecord) };
}

/** Programs are left out: where they lay is nobody's business, and reading a log starts none. */
export function writeHistory(
  name: string,
  about: string,
  asked: LiveQuestion,
  records: readonly LiveRecord[],
): void {
  const content = { commands: [], named: [], scenarioFolder: "", hash: "" };
  const question = { ...asked, images: {}, services: [], folder: "", content };
  const history: History = { about, question, ...toldHistory(question, records) };
  const texts = {
    json: JSON.stringify(history, null, 1),
    jsonl: records.map((record) => JSON.stringify(record)).join("\n"),
  };
  const here = [process.cwd(), process.execPath, `${tmpdir()}/lowtide-`];
  for (const [kind, text] of Object.entries(texts)) {
    const found = here.find((path) => text.includes(path));
    if (found !== undefined)
      throw new Error(`${name}.${kind} names a path of this machine: ${found}`);
    writeFileSync(join(HISTORIES, `${name}.${kind}`), `${text}\n`);
  }
}
