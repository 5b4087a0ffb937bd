/** What is known of a scenario's quality: kind, surface, what computing it would start, how far that is. */
import { dirname } from "node:path";
import type { LiveCommands } from "../../contract/live.ts";
import type { QualityRun, QualityView } from "../../contract/quality.ts";
import { type Result, unwrap } from "../../core/issue.ts";
import { Memo } from "../scenario/memo.ts";
import { type FoundScenario, readDocument } from "../scenario/open.ts";
import { surfaceBeside } from "../scenario/quality.ts";
import { readerFor } from "../scenario/sources.ts";
import type { AskedQuality } from "./ask.ts";

export interface KnownQuality {
  readonly scenario: string;
  readonly found: FoundScenario;
  readonly asked: Result<AskedQuality>;
  readonly commands: LiveCommands | null;
  readonly run: QualityRun | null;
}

/** Throws an `IssueError` when the scenario itself cannot be read. */
export function describeQuality({
  scenario,
  found,
  asked,
  commands,
  run,
}: KnownQuality): QualityView {
  const { document, locate } = unwrap(readDocument(found));
  const { quality } = document.spec;
  const head = { scenario, title: document.metadata.title, kind: quality.kind, run };
  const none = { commands, batches: null, surface: null, features: null };
  if (quality.kind !== "trained") return { ...head, ...none, issues: [] };
  if (!asked.ok) return { ...head, ...none, issues: asked.issues };
  const { batchCount } = asked.value;
  if (run?.status === "running") return { ...head, ...none, batches: batchCount, issues: [] };
  const around = { batchCount, read: readerFor(dirname(found.file)), locate, memo: new Memo() };
  const beside = surfaceBeside(quality, around);
  if (!beside.ok) return { ...head, ...none, batches: batchCount, issues: beside.issues };
  const { program, seed, batches, computedAt, version, models, rows, features } = beside.value;
  return {
    ...head,
    ...{ commands, batches: batchCount, issues: beside.warnings },
    surface: { program, seed, batches, computedAt, version, models, rows },
    features: features ?? null,
  };
}
