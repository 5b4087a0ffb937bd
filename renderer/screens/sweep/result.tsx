/** A sweep that runs or ran: how far it is, its pictures, and the distribution behind them. */
import { useState } from "react";
import type { MetricName } from "../../preview/sweep/metrics.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import styles from "../shared/room.module.css";
import { Controls } from "./controls.tsx";
import { Distribution } from "./distribution.tsx";
import { Failures } from "./failures.tsx";
import { Figures } from "./figures.tsx";
import type { Look } from "./look.ts";
import { PointPanel } from "./point-panel.tsx";
import { Progress } from "./progress.tsx";
import { ResultHeader } from "./result-header.tsx";
import { ResultTable } from "./result-table.tsx";
import type { SweepRoomProps } from "./room.tsx";
import { SweepList } from "./sweep-list.tsx";
import { useLook, useSweepView } from "./sweep-view.ts";
import { type SweepReading, type SweepState, useFigures } from "./use-figures.ts";
import { type SweepActions, useSweepActions } from "./use-sweeps.ts";

type ResultProps = SweepRoomProps & { readonly id: string };

export function Result(props: ResultProps) {
  const { api, id } = props;
  const [metric, setMetric] = useState<MetricName>("carbonG");
  const state = useFigures(api, id, metric);
  const [look, setLook] = useLook(state.reading);
  const actions = useSweepActions(api);
  // A remembered look may be of another metric than the one that was read first.
  if (look !== null && look.metric !== metric) setMetric(look.metric);
  if (state.issues !== null)
    return (
      <div className={styles.screen}>
        <IssuePanel
          title="This sweep cannot be shown"
          issues={state.issues}
          onRetry={state.again}
        />
        <SweepList {...props} />
      </div>
    );
  if (state.reading === null || look === null) return <Skeleton label="Reading the sweep" />;
  return <Shown {...props} {...{ look, setLook, actions }} state={state} reading={state.reading} />;
}

type ShownProps = ResultProps & {
  readonly state: SweepState;
  readonly reading: SweepReading;
  readonly look: Look;
  readonly actions: SweepActions;
  setLook(look: Look): void;
};

function Shown(props: ShownProps) {
  const { id, reading, look, setLook, theme, state, actions, onOpenPoint } = props;
  const { onOpenSweep, onOpenFrontier } = props;
  const view = useSweepView({ reading, look, setLook, theme, onOpenPoint });
  const [asTable, setAsTable] = useState(false);
  const { summary, failures } = reading;
  return (
    <div className={styles.screen}>
      <ResultHeader
        summary={summary}
        busy={actions.busy}
        onCancel={() => actions.cancel(id, () => undefined)}
        onResume={() => actions.resume(id, state.again)}
        onDelete={() => actions.remove(id, () => onOpenSweep(null))}
        onFrontier={() => onOpenFrontier(id)}
        onNew={() => onOpenSweep(null)}
      />
      {actions.issues.length === 0 ? null : (
        <IssuePanel title="That did not work" issues={actions.issues} onDismiss={actions.dismiss} />
      )}
      <Progress summary={summary} />
      {summary.failed === 0 ? null : <Failures summary={summary} failures={failures} />}
      <div className={styles.body}>
        <section className={styles.main} aria-label="Figures">
          <Controls view={view} asTable={asTable} onTable={() => setAsTable(!asTable)} />
          {asTable ? <ResultTable view={view} /> : <Figures view={view} />}
        </section>
        <PointPanel view={view} />
        <Distribution view={view} />
      </div>
    </div>
  );
}
