/** The workflow of one request: its graph with the phases of now, its pods foreseen and real, and the panel. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { LiveAttempt } from "../../../engine/contract/live.ts";
import type { WorkflowStatus } from "../../../engine/contract/workflow.ts";
import type { LiveRow } from "../../charts/live/rows.ts";
import { instant } from "../../charts/workflow/gantt.ts";
import type { Direction } from "../../charts/workflow/picture.ts";
import { useCommands } from "../../commands/registry.ts";
import { Section } from "../shared/section.tsx";
import { surfaceCommands } from "../workflow/commands.ts";
import { Graph } from "../workflow/graph.tsx";
import { NodePanel } from "../workflow/node-panel.tsx";
import panels from "../workflow/panel.module.css";
import { Table } from "../workflow/table.tsx";
import toolbar from "../workflow/toolbar.module.css";
import { GraphTools, NodeSearch } from "../workflow/toolbar.tsx";
import { useGraphView } from "../workflow/use-graph-view.ts";
import { NodeLive } from "./node-live.tsx";
import { Pods } from "./pods.tsx";
import type { RunView } from "./use-run-view.ts";
import type { LiveOperation } from "./use-runs.ts";
import { requestName, STATE } from "./words.ts";
import styles from "./workflow-part.module.css";

interface WorkflowPartProps {
  readonly view: RunView;
  readonly row: LiveRow;
  /** Of this request. */
  readonly attempts: readonly LiveAttempt[];
  readonly busy: boolean;
  /** What stands beside the graph while no node is selected. */
  readonly panel: ReactNode;
  operate(operation: LiveOperation): void;
  onLog(attempt: string): void;
}

export function WorkflowPart(props: WorkflowPartProps) {
  const { view, row, attempts, panel } = props;
  const { run, zone } = view;
  const status = run.workflows.find(({ request }) => request === row.request)?.status;
  const pods = <Pods {...{ view, row, attempts }} onLog={props.onLog} />;
  return (
    <Section
      title={`Workflow of ${requestName(row.askedAtMs, row.request, zone)}`}
      about={status === undefined ? STATE[row.state] : `${status.phase}, ${status.progress} pods`}
    >
      {status === undefined ? (
        <div className={styles.body} data-empty="true">
          <p className={styles.none}>{NOT_YET[row.state] ?? "It has no workflow."}</p>
          {pods}
          <aside className={panels.panel} aria-label="Request">
            {panel}
          </aside>
        </div>
      ) : (
        <Shown {...props} status={status} pods={pods} theme={view.theme} />
      )}
    </Section>
  );
}

const NOT_YET: Readonly<Partial<Record<LiveRow["state"], string>>> = {
  later: "It has not been asked for yet.",
  waiting: "Nothing of it has begun: the policy waits. Its reasons stand beside.",
  running: "It is about to begin.",
  skipped: "The policy decided to skip it: there is no workflow. Its reasons stand beside.",
};

interface ShownProps extends WorkflowPartProps {
  readonly status: WorkflowStatus;
  readonly pods: ReactNode;
  readonly theme: "light" | "dark";
}

function Shown(props: ShownProps) {
  const { row, status, attempts, pods, panel, theme, busy, operate, onLog } = props;
  const [direction, setDirection] = useState<Direction>("right");
  const run = useMemo(() => {
    const startMs = instant(status.startedAt) ?? 0;
    return { status, startMs, endMs: startMs, templates: {} };
  }, [status]);
  const graph = useGraphView(run, { direction, setDirection });
  const { selected, tree, drawn, afterwards } = graph;
  const touched = useRef(false);
  // A graph that grows is seen whole, until somebody has moved it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for every new outline.
  useEffect(() => {
    if (!touched.current) afterwards.current = { do: "begin" };
  }, [drawn, afterwards]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a graph view is made anew with every instant.
  const commands = useMemo(
    () => surfaceCommands(graph),
    [graph.drawn, graph.direction, graph.selected],
  );
  useCommands(commands);
  const node = selected === null ? undefined : tree.nodes[selected];
  const touch = () => {
    touched.current = true;
  };
  return (
    <>
      <div className={toolbar.toolbar}>
        <NodeSearch view={graph} />
        {props.view.asTable ? null : <GraphTools view={graph} />}
      </div>
      <div className={styles.body}>
        <div className={styles.graph} onPointerDownCapture={touch} onWheelCapture={touch}>
          {props.view.asTable ? <Table view={graph} /> : <Graph view={graph} theme={theme} />}
        </div>
        {pods}
        <aside className={panels.panel} aria-label={node === undefined ? "Request" : "Node"}>
          {selected === null || node === undefined ? (
            panel
          ) : (
            <NodePanel
              view={graph}
              node={selected}
              live={
                <NodeLive
                  {...{ node, attempts, busy, operate, onLog }}
                  request={row.request}
                  expected={props.view.run.expected}
                />
              }
            />
          )}
        </aside>
      </div>
    </>
  );
}
