/** One metric of a sweep, read row by row and followed while the sweep runs. */
import { useCallback, useEffect, useState } from "react";
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { FailedPoint, SweepRows, SweepSummary } from "../../../engine/contract/sweep.ts";
import { callFailed, type Issue } from "../../client/issues.ts";
import { noFigures, type SweepFigures, withRows } from "../../preview/sweep/figures.ts";
import type { MetricName } from "../../preview/sweep/metrics.ts";
import { withPlainTitles } from "./words.ts";

export interface SweepReading {
  readonly summary: SweepSummary;
  /** Of which metric the figures are: the one before, until the first rows of another have come. */
  readonly metric: MetricName;
  readonly figures: SweepFigures;
  readonly failures: readonly FailedPoint[];
}

export interface SweepState {
  readonly reading: SweepReading | null;
  readonly issues: readonly Issue[] | null;
  /** Reads again, e.g. after the sweep was resumed. */
  again(): void;
}

const POLL_MS = 400;
/** Between two pictures while many rows come in: drawing each answer would take longer than reading it. */
const PAINT_MS = 200;

export function useFigures(api: Api, id: string, metric: MetricName): SweepState {
  const [state, setState] = useState<Omit<SweepState, "again">>({ reading: null, issues: null });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads the same sweep again.
  useEffect(() => {
    const stop = new AbortController();
    void follow(api, id, metric, stop.signal, setState);
    return () => stop.abort();
  }, [api, id, metric, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, again };
}

async function follow(
  api: Api,
  id: string,
  metric: MetricName,
  signal: AbortSignal,
  publish: (state: Omit<SweepState, "again">) => void,
): Promise<void> {
  let figures: SweepFigures | undefined;
  let fromRow = 0;
  let paintedAt = 0;
  for (;;) {
    const answer = await ask(() => api.readSweep({ id, fromRow, metrics: [metric] }));
    if (signal.aborted) return;
    if (!answer.ok) return publish({ reading: null, issues: answer.issues });
    const { rows, next, more, failures } = answer.value;
    const summary = withPlainTitles(answer.value.summary);
    figures = withRows(figures ?? noFigures(summary.policies.length, summary.total), rows);
    fromRow = next;
    if (!more || performance.now() - paintedAt > PAINT_MS) {
      paintedAt = performance.now();
      publish({ reading: { summary, metric, figures, failures }, issues: null });
    }
    if (more) continue;
    if (summary.status !== "running") return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (signal.aborted) return;
  }
}

async function ask(call: () => Promise<Answer<SweepRows>>): Promise<Answer<SweepRows>> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, issues: [callFailed(error as Error)] };
  }
}
