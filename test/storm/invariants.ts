/** What must hold of a run when it has ended, whatever was killed while it ran. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { account } from "../../engine/core/account/account.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { Chronicle, type ToldAttempt } from "../../engine/core/live/chronicle.ts";
import type { KeptLiveRun, LiveRecord } from "../../engine/core/live/run-store.ts";
import { Objects, parseKey } from "../../engine/io/artifacts/objects.ts";
import { artifactFolder } from "../../engine/io/artifacts/store.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { liveFolder } from "../../engine/lab/live/machinery.ts";
import { contextOf } from "../../engine/lab/live/prepare.ts";
import { living } from "../helpers/attempts.ts";
import { timelineSha256 } from "./host.ts";
import { type LedgerEntry, readLedger } from "./ledger.ts";
import type { Patience } from "./plan.ts";
import { LIMITS } from "./question.ts";

export interface Expected {
  readonly patience: Patience;
  /** Somebody had asked for it before the last host was killed. */
  readonly cancelled: boolean;
  /** Of the host that came to the end; absent when none was there to tell. */
  readonly timelineSha256: string | undefined;
}

export interface Judged {
  readonly attempts: number;
  readonly lost: number;
  readonly breaches: readonly string[];
}

interface Findings {
  readonly run: KeptLiveRun;
  readonly records: readonly LiveRecord[];
  readonly chronicle: Chronicle;
  readonly ledger: readonly LedgerEntry[];
  readonly folder: string;
}

export async function breaches(
  folder: string,
  ledger: string,
  expected: Expected,
): Promise<Judged> {
  const store = unwrap(openStore(join(folder, "lowtide.sqlite")));
  const run = store.live.list()[0];
  if (run === undefined) return { attempts: 0, lost: 0, breaches: ["there is no run"] };
  const records = store.live.records(run.id, 0, 1_000_000);
  store.close();
  const chronicle = toldBy(run, records);
  if (chronicle === undefined) {
    return { attempts: 0, lost: 0, breaches: ["the log does not fit the engine"] };
  }
  const findings = { run, records, chronicle, ledger: readLedger(ledger), folder };
  const { attempts } = chronicle;
  return {
    attempts: attempts.length,
    lost: attempts.filter(({ message }) => message === "pod deleted").length,
    breaches: [
      ...ofTheFile(findings),
      ...ofTheEnding(findings, expected),
      ...ofTheState(findings, expected),
      ...ofPrograms(findings),
      ...ofRetries(findings, expected),
      ...(await ofArtifacts(findings)),
      ...ofWhatIsLeft(findings),
    ],
  };
}

function toldBy({ id, question }: KeptLiveRun, records: readonly LiveRecord[]) {
  const chronicle = new Chronicle(contextOf(JSON.parse(question)), String(id));
  return records.every((record) => chronicle.tell(record)) ? chronicle : undefined;
}

function ofTheFile({ run, records, folder }: Findings): string[] {
  const db = new Sqlite(join(folder, "lowtide.sqlite"), { readonly: true });
  try {
    const whole = db.pragma("integrity_check", { simple: true });
    const seqs = db.prepare("SELECT seq FROM live_event WHERE run = ? ORDER BY seq").pluck();
    const gapless = seqs.all(run.id).every((seq, index) => seq === index);
    return [
      ...(whole === "ok" ? [] : [`the database is damaged: ${whole}`]),
      ...(gapless && records.length === run.events ? [] : ["the log has gaps"]),
    ];
  } finally {
    db.close();
  }
}

/** It ends as its own requests say, or as somebody wanted. */
function ofTheEnding({ run, chronicle }: Findings, { patience, cancelled }: Expected): string[] {
  const { requests } = chronicle.machine.state.timeline;
  const allDone = requests.every(({ outcome }) => outcome === "succeeded");
  if (cancelled) {
    return run.status === "cancelled" ? [] : [`cancelled, and it ended as ${run.status}`];
  }
  const found: string[] = [];
  // What is cancelled while nobody kills the host may end as cancelled, too.
  if (run.status !== "cancelled" && run.status !== (allDone ? "succeeded" : "failed")) {
    found.push(`it ended as ${run.status}, its requests say otherwise`);
  }
  if (patience === "patient" && run.status === "failed") found.push("a patient run has failed");
  return found;
}

function ofTheState({ run, records, chronicle }: Findings, { timelineSha256: live }: Expected) {
  const found: string[] = [];
  const { machine } = chronicle;
  const again = toldBy(run, records);
  const hash = timelineSha256(machine);
  if (again === undefined || timelineSha256(again.machine) !== hash) {
    found.push("the log leads to two states");
  }
  if (live !== undefined && live !== hash)
    found.push("the log leads to another state than the host's");
  if (machine.open.length > 0) found.push(`${machine.open.length} attempts are still open`);
  const { context, state } = machine;
  try {
    account(state.timeline, context.world, context.sites);
  } catch (error) {
    found.push(`the account does not conserve: ${error}`);
  }
  return found;
}

function ofPrograms({ chronicle, ledger }: Findings): string[] {
  const known = new Map(chronicle.attempts.map((attempt) => [attempt.id, attempt]));
  const begins = ledger.filter(({ what }) => what === "begin");
  const ends = new Map(
    ledger.filter(({ what }) => what === "end").map((entry) => [entry.attempt, entry]),
  );
  const found: string[] = [];
  const begun = new Set<string>();
  for (const { attempt, work } of begins) {
    if (work !== "service" && !known.has(attempt)) found.push(`${attempt} has no durable start`);
    if (begun.has(attempt)) found.push(`${attempt} was begun twice`);
    begun.add(attempt);
  }
  for (const entry of ledger) {
    if (entry.what !== "overlap") continue;
    found.push(`${entry.attempt} ran beside ${entry.with} (${entry.work})`);
  }
  for (const { id, phase } of chronicle.attempts) {
    if (phase !== "Succeeded") continue;
    const end = ends.get(id);
    const begin = begins.find(({ attempt }) => attempt === id);
    if (begin === undefined || end === undefined) {
      found.push(`${id} succeeded, and its program did not`);
      continue;
    }
    const later = begins.filter(({ work, atNs }) => work === begin.work && atNs > end.atNs);
    for (const { attempt } of later) found.push(`${attempt} repeats ${id}, which had succeeded`);
  }
  return found;
}

/** Attempts at one node are as many as its rule allows, and the rule is used up before it fails. */
function ofRetries({ run, chronicle }: Findings, { patience }: Expected): string[] {
  const limit = LIMITS[patience] ?? 0;
  const byNode = new Map<string, ToldAttempt[]>();
  for (const attempt of chronicle.attempts) {
    const node = `${attempt.request}/${attempt.node.replace(/\(\d+\)$/, "")}`;
    byNode.set(node, [...(byNode.get(node) ?? []), attempt]);
  }
  const found: string[] = [];
  for (const [node, attempts] of byNode) {
    const succeeded = attempts.findIndex(({ phase }) => phase === "Succeeded");
    if (attempts.length > limit + 1) found.push(`${node} was tried ${attempts.length} times`);
    if (succeeded >= 0 && succeeded < attempts.length - 1) found.push(`${node} was tried again`);
    const gaveUp = succeeded < 0 && attempts.length <= limit;
    if (gaveUp && run.status !== "cancelled") {
      found.push(`${node} was given up after ${attempts.length} attempts`);
    }
  }
  return found;
}

async function ofArtifacts({ records, folder }: Findings): Promise<string[]> {
  const objects = new Objects(artifactFolder(folder));
  const found: string[] = [];
  for await (const { key } of objects.list()) {
    const parsed = parseKey(key);
    if (parsed === undefined) found.push(`${key} is no key`);
    else await objects.verify(parsed).catch((error) => found.push(`${key}: ${error}`));
  }
  for (const { event } of records) {
    if (event.type !== "podFinished") continue;
    for (const { s3 } of Object.values(event.outputs.artifacts ?? {})) {
      const { key } = s3 as { key: string };
      const parsed = parseKey(key);
      if (parsed === undefined || !objects.has(parsed)) found.push(`the artifact ${key} is gone`);
    }
  }
  return found;
}

function ofWhatIsLeft({ run, folder }: Findings): string[] {
  const left = living(`LOWTIDE_RUN=${liveFolder(folder)}`);
  const found = left.length > 0 ? [`processes were left: ${left}`] : [];
  const attempts = join(liveFolder(folder), String(run.id), "attempts");
  for (const name of existsSync(attempts) ? readdirSync(attempts) : []) {
    const there = readdirSync(join(attempts, name));
    if (there.includes("root")) found.push(`the private folder of ${name} was left`);
    if (!there.includes("ended")) found.push(`the log of ${name} is not said to be complete`);
  }
  return found;
}
