/** A sweep as it is told to the app and the command line: what it asks, and how far it is. */
import type { SweepRow, SweepStatus, SweepSummary } from "../../contract/sweep.ts";
import type { KeptRow, KeptSweep } from "../../core/ports.ts";
import { METRIC_NAMES, type MetricName } from "../../core/sweep/metrics.ts";
import { isAlive } from "../../io/wall/process.ts";
import type { SweepLabels } from "./ask.ts";
import { ALIVE_EVERY_MS, type LiveSweep } from "./live-sweep.ts";
import type { SweepQuestion } from "./question.ts";

/** A process that was silent for so long is not the one that ran the sweep. */
const SILENT_MS = 6 * ALIVE_EVERY_MS;

/** What is stored of the question, as JSON. */
export interface StoredQuestion {
  readonly question: SweepQuestion;
  readonly labels: SweepLabels;
}

/** What a summary has in common, live or stored. */
export interface SweepHead extends StoredQuestion {
  readonly id: string;
  readonly scenario: string;
  readonly createdAt: string;
  readonly total: number;
  /** In point order; absent when it is only in memory. */
  readonly contentKey: string;
}

export function headOf(kept: KeptSweep): SweepHead {
  const { question, labels } = JSON.parse(kept.question) as StoredQuestion;
  const { id, scenario, createdAt, total, contentKey } = kept;
  return { id: String(id), scenario, createdAt, total, contentKey, question, labels };
}

export function liveSummary(head: SweepHead, live: LiveSweep): SweepSummary {
  const { finished, failed } = live.figures;
  const running = live.status === "running";
  const rate = running ? live.pointsPerS : null;
  const open = head.total - finished - failed;
  return {
    ...shared(head),
    status: live.status,
    finished,
    failed,
    workers: live.workers,
    etaMs: rate === null ? null : Math.round((open / rate) * 1_000),
    replaysPerS: rate === null ? null : rate * head.labels.policies.length,
    rowsSha256: live.rowsSha256,
  };
}

export function keptSummary(kept: KeptSweep, nowMs: number): SweepSummary {
  const { finished, failed, workers, rowsSha256 } = kept;
  const status = statusOf(kept, nowMs);
  const rest = { finished, failed, workers, etaMs: null, replaysPerS: null, rowsSha256 };
  return { ...shared(headOf(kept)), status, ...rest };
}

/** A sweep that is called running by a process that is no more was interrupted. */
function statusOf({ status, processId, seenAtMs }: KeptSweep, nowMs: number): SweepStatus {
  if (status !== "running") return status;
  return isAlive(processId) && nowMs - seenAtMs < SILENT_MS ? "running" : "interrupted";
}

function shared({ id, scenario, createdAt, total, question, labels }: SweepHead) {
  const { title, synthetic, axes, policies, functionalUnit, currency } = labels;
  const { baseline, data } = question;
  const about = { title, synthetic, axes, policies, baseline, functionalUnit, currency };
  return { id, scenario, createdAt, total, ...about, ...(data !== undefined && { data }) };
}

/** The figures of a point by policy, and by the wanted metrics; null where there is none. */
export function toRow({ point, figures }: KeptRow, metrics: readonly MetricName[]): SweepRow {
  const count = METRIC_NAMES.length;
  const positions = metrics.map((name) => METRIC_NAMES.indexOf(name));
  const policies = Array.from({ length: figures.length / count }, (_, policy) =>
    positions.map((position) => {
      const value = figures[policy * count + position] as number;
      return Number.isNaN(value) ? null : value;
    }),
  );
  return { point, figures: policies };
}
