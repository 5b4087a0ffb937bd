/** One run of a workflow: graph, timeline or table on the left, form or node on the right. */
import { useEffect, useMemo, useState } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type { WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import { useCommands } from "../../commands/registry.ts";
import { graphCommands } from "./commands.ts";
import { Graph } from "./graph.tsx";
import type { GraphView } from "./graph-view.ts";
import { Header } from "./header.tsx";
import { NodePanel } from "./node-panel.tsx";
import panel from "./panel.module.css";
import { RunForm } from "./run-form.tsx";
import styles from "./screen.module.css";
import type { Session, SessionState, Setup } from "./session.ts";
import { Table } from "./table.tsx";
import { Timeline } from "./timeline.tsx";
import { type Mode, Toolbar } from "./toolbar.tsx";
import { type Remembered, useGraphView } from "./use-graph-view.ts";

export interface ScreenProps {
  readonly api: Api;
  readonly session: Session;
  readonly state: SessionState;
  readonly run: WorkflowRunResult;
  readonly setup: Setup;
  readonly theme: "light" | "dark";
  readonly mode: Mode;
  readonly remembered: Remembered;
  setMode(mode: Mode): void;
  onFiles(files: readonly File[]): void;
  onClose(): void;
}

export function Screen(props: ScreenProps) {
  const { api, session, state, run, setup, theme, mode, setMode } = props;
  const view = useGraphView(run, props.remembered);
  const start = () => void session.run(api);
  const commands = useMemo(
    () => graphCommands(view, setMode, () => void session.run(api)),
    [view, setMode, session, api],
  );
  useCommands(commands);
  return (
    <div className={styles.screen}>
      <Header
        run={run}
        view={view}
        file={fileOf(setup)}
        busy={state.busy}
        onFiles={props.onFiles}
        onClose={props.onClose}
      />
      <Toolbar view={view} mode={mode} setMode={setMode} />
      <div className={styles.body} data-mode={mode}>
        {mode === "graph" || mode === "both" ? <Graph view={view} theme={theme} /> : null}
        {mode === "timeline" || mode === "both" ? <Timeline view={view} /> : null}
        {mode === "table" ? <Table view={view} /> : null}
        <aside className={panel.panel} aria-label={view.selected === null ? "Run" : "Node"}>
          {view.selected === null ? (
            <RunForm
              run={run}
              setup={setup}
              changed={setup !== state.ranWith}
              busy={state.busy}
              onChange={(edit) => session.change(edit)}
              onRun={start}
            />
          ) : (
            <NodePanel view={view} node={view.selected} />
          )}
        </aside>
      </div>
      <Said view={view} />
    </div>
  );
}

/** For a screen reader: how the search stands. */
function Said({ view }: { readonly view: GraphView }) {
  const [text, setText] = useState("");
  const { query, hits, hit, tree } = view;
  useEffect(() => {
    if (query === "") return setText("");
    const place = hit === null ? "" : `${hits.indexOf(hit) + 1}: ${tree.nodes[hit]?.displayName}`;
    setText(`${hits.length} found. ${place}`);
  }, [query, hits, hit, tree]);
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}

function fileOf({ source }: Setup): string {
  if (source.kind === "bundled") return source.id;
  const [first, ...others] = source.files.map(({ file }) => file);
  return others.length === 0 ? (first ?? "") : `${first} and ${others.length} more`;
}
