/** One request: what was asked, what was decided and why, where that is not the replay's, and what can be done. */
import { memo } from "react";
import type { LiveDecision, LiveRunStatus } from "../../../engine/contract/live.ts";
import { decisionShape } from "../../charts/live/decisions.ts";
import type { LiveRow } from "../../charts/live/rows.ts";
import { momentText, type ZoneOffsets } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { duration, fixed } from "../../widgets/format.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import panel from "../workflow/panel.module.css";
import { Facts } from "../workflow/panel-parts.tsx";
import { DecisionIcon } from "./legend.tsx";
import styles from "./request-panel.module.css";
import { StatusIcon } from "./status-icon.tsx";
import type { RunView } from "./use-run-view.ts";
import type { LiveOperation } from "./use-runs.ts";
import { ACTIONS, isUnderWay, requestName, STATE, stretchText } from "./words.ts";

interface RequestPanelProps {
  readonly view: RunView;
  readonly row: LiveRow;
  readonly busy: boolean;
  operate(operation: LiveOperation): void;
}

export function RequestPanel({ view, row, busy, operate }: RequestPanelProps) {
  const { zone, run } = view;
  const phase = run.workflows.find(({ request }) => request === row.request)?.status.phase;
  const name = requestName(row.askedAtMs, row.request, zone);
  return (
    <section className={panel.section} aria-label="Selected request">
      <h2>{name}</h2>
      <p className={styles.state}>
        <StatusIcon of={row.state} />
        {STATE[row.state]}
      </p>
      <div className={styles.facts}>
        <Facts facts={facts(row, zone)} />
      </div>
      {phase === undefined ? null : (
        <Operations
          {...{ name, phase, busy, operate }}
          request={row.request}
          status={run.summary.status}
        />
      )}
      <h3>Decisions</h3>
      <Decisions decisions={row.decisions} zone={zone} />
    </section>
  );
}

function facts({ askedAtMs, deadlineMs, actual, expected, team }: LiveRow, zone: ZoneOffsets) {
  const waitedMs = actual === undefined ? 0 : actual.fromMs - askedAtMs;
  return [
    ["Asked for", momentText(askedAtMs, zone), team],
    ["Deadline", momentText(deadlineMs, zone)],
    ["Waited", waitedMs >= 1_000 ? duration(waitedMs) : ""],
    ["Ran", actual === undefined ? "" : stretchText(actual, zone)],
    ["In replay", expected === undefined ? "did not run" : stretchText(expected, zone)],
  ] as const;
}

interface OperationsProps {
  readonly name: string;
  readonly phase: string;
  /** Of the live run. */
  readonly status: LiveRunStatus;
  readonly request: number;
  readonly busy: boolean;
  operate(operation: LiveOperation): void;
}

type Action = Extract<LiveOperation, { kind: "workflow" }>["action"];

/** Argo's operations on the workflow of the request. */
function Operations({ name, phase, status, request, busy, operate }: OperationsProps) {
  const act = (action: Action) => () => operate({ kind: "workflow", request, action });
  const ended = phase === "Failed" || phase === "Error";
  // A failed run is opened again by a retry; otherwise somebody has to drive it.
  const takes = isUnderWay(status) || (ended && status === "failed");
  if (!takes || phase === "Succeeded") return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons of one thing are no fieldset.
    <div className={styles.operations} role="group" aria-label="The workflow of this request">
      {ended ? (
        <Button disabled={busy} title="What succeeded is kept" onClick={act("retry")}>
          Retry
        </Button>
      ) : (
        <>
          <Button disabled={busy} title="Nothing new of it starts" onClick={act("suspend")}>
            Suspend
          </Button>
          <Button disabled={busy} title="What is suspended goes on" onClick={act("resume")}>
            Resume
          </Button>
          <ConfirmButton
            label="Stop"
            title="Stop this workflow?"
            text={`${name}: its programs are ended; its exit handlers still run. The live run goes on.`}
            keep="Let it go on"
            disabled={busy}
            onConfirm={act("stop")}
          />
          <ConfirmButton
            label="Terminate"
            title="Terminate this workflow?"
            text={`${name}: its programs are ended and nothing more of it runs, not even exit handlers. The live run goes on.`}
            keep="Let it go on"
            disabled={busy}
            onConfirm={act("terminate")}
          />
        </>
      )}
    </div>
  );
}

interface DecisionsProps {
  readonly decisions: readonly LiveDecision[];
  readonly zone: ZoneOffsets;
}

/** A policy may be asked every few minutes: the newest are what matters. */
const MAX_DECISIONS = 40;

const Decisions = memo(function Decisions({ decisions, zone }: DecisionsProps) {
  if (decisions.length === 0) return <p className={panel.hint}>None yet.</p>;
  const shown = decisions.slice(-MAX_DECISIONS).toReversed();
  const hidden = decisions.length - shown.length;
  return (
    <ol className={styles.decisions} reversed>
      {shown.map((decision, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several may be made at one instant.
        <Decision key={`${decision.atMs} ${at}`} decision={decision} zone={zone} />
      ))}
      {hidden > 0 ? <li className={panel.hint}>and {fixed(hidden)} before these</li> : null}
    </ol>
  );
});

function Decision({ decision, zone }: { decision: LiveDecision; zone: ZoneOffsets }) {
  const { action, atMs, reason, inputs, differs, step, region, replicas } = decision;
  const more = [step, region, replicas === undefined ? "" : `${replicas} replicas`].filter(Boolean);
  return (
    <li>
      <p className={styles.decided}>
        <DecisionIcon shape={decisionShape(action)} differs={differs !== null} />
        {ACTIONS[action]}
        <em>{momentText(atMs, zone)}</em>
      </p>
      <p className={styles.reason}>
        {more.length === 0 ? "" : `${more.join(", ")}: `}
        {reason}
      </p>
      {inputs.forecastGPerKwh === undefined ? null : (
        <p className={styles.reason}>forecast {fixed(inputs.forecastGPerKwh)} g/kWh</p>
      )}
      {differs === null ? null : <p className={styles.differs}>Not as in the replay: {differs}</p>}
    </li>
  );
}
