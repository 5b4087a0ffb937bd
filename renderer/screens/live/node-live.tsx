/** What was measured of a node's attempts, beside what the replay said, and the way on for a suspended one. */
import type { ExpectedPod, LiveAttempt } from "../../../engine/contract/live.ts";
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed, short } from "../../widgets/format.ts";
import { type Fact, Facts } from "../workflow/panel-parts.tsx";
import styles from "./node-live.module.css";
import { ResumeForm } from "./resume-form.tsx";
import type { LiveOperation } from "./use-runs.ts";
import { againstText, bytesText, realText } from "./words.ts";

interface NodeLiveProps {
  readonly node: NodeStatus;
  readonly request: number;
  readonly attempts: readonly LiveAttempt[];
  readonly expected: readonly ExpectedPod[];
  readonly busy: boolean;
  operate(operation: LiveOperation): void;
  onLog(attempt: string): void;
}

export function NodeLive(props: NodeLiveProps) {
  const { node, request, attempts, expected, busy, operate, onLog } = props;
  const own = attempts.filter((attempt) => attempt.node === node.name);
  const said = expected.find(
    (pod) => pod.request === request && pod.displayName === node.displayName,
  );
  const isSuspended = node.type === "Suspend" && node.phase === "Running";
  return (
    <>
      {isSuspended ? <ResumeForm {...{ node, request, busy, operate }} key={node.id} /> : null}
      {own.length === 0 ? null : <h3>Measured</h3>}
      {own.map((attempt, at) => (
        <div key={attempt.id} className={styles.attempt}>
          {own.length === 1 ? null : (
            <p className={styles.title}>
              Attempt {at + 1}, {attempt.phase}
            </p>
          )}
          <Facts facts={measured(attempt, said)} />
          <Button onClick={() => onLog(attempt.id)} title="Shows it in the log below (L)">
            Show its log
          </Button>
        </div>
      ))}
    </>
  );
}

/** In real time, except for the duration, which is scenario time like the replay's. */
export function measured(attempt: LiveAttempt, said: ExpectedPod | undefined): readonly Fact[] {
  const { startedAtMs, finishedAtMs, usage, message } = attempt;
  const lastedMs = finishedAtMs === null ? undefined : finishedAtMs - startedAtMs;
  const saidMs = said === undefined ? undefined : said.finishedAtMs - said.startedAtMs;
  const more = lastedMs === undefined ? "" : againstText(lastedMs, saidMs);
  return [
    ["Took", lastedMs === undefined ? "still runs" : realText(lastedMs / 1_000), "scenario time"],
    [
      "Replay",
      saidMs === undefined ? "" : realText(saidMs / 1_000),
      more === "" ? "" : `real ${more}`,
    ],
    ...(usage === null
      ? []
      : ([
          ["Wall", realText(usage.wallMs / 1_000), "real time"],
          ["CPU", known(usage.cpuSeconds, realText), shareText(usage)],
          ["Memory", known(usage.peakMemoryBytes, bytesText), "at its peak"],
          ["Processes", known(usage.processes, fixed), "at once"],
          ["Log", bytesText(usage.logBytes), usage.logTruncated ? "cut at its limit" : ""],
        ] satisfies Fact[])),
    ["Message", message],
  ];
}

/** Not every system gives an account of what programs used. */
function known(value: number | null, text: (value: number) => string): string {
  return value === null ? "not measured here" : text(value);
}

/** How many CPUs were busy on average. */
function shareText({ cpuSeconds, wallMs }: NonNullable<LiveAttempt["usage"]>): string {
  return wallMs < 1 || cpuSeconds === null
    ? ""
    : `${short((cpuSeconds * 1_000) / wallMs)} CPUs busy`;
}
