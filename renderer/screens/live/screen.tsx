/** The screen of one live run: how far it is, the picture, the workflow of a request, and its logs. */
import { useCallback, useMemo, useState } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { useCommands } from "../../commands/registry.ts";
import { Explained } from "../../widgets/explanation.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import room from "../shared/room.module.css";
import { Announcer } from "./announcer.tsx";
import { runCommands } from "./commands.ts";
import { Figures } from "./figures.tsx";
import { Header } from "./header.tsx";
import { LogPane } from "./log-pane.tsx";
import { Picture } from "./picture.tsx";
import { RequestPanel } from "./request-panel.tsx";
import type { RunProps } from "./run.tsx";
import styles from "./screen.module.css";
import { Tables } from "./tables.tsx";
import { useRunView } from "./use-run-view.ts";
import { useLiveActions } from "./use-runs.ts";
import { WorkflowPart } from "./workflow-part.tsx";

export function Screen(props: RunProps & { readonly run: LiveRunView }) {
  const { api, id, run, onOpen } = props;
  const view = useRunView(props);
  const actions = useLiveActions(api);
  const [attempt, setAttempt] = useState<string | null>(null);
  const request = view.selected?.request ?? null;
  const { status } = run.summary;
  // Only what changes the commands; not every instant.
  const { toggleTable, setFollows, select, follows, asTable, selectedRow, rows } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions of a view are made anew with it.
  const commands = useMemo(
    () =>
      runCommands({
        ...{ status, asTable, follows, toggleTable, setFollows },
        control: (kind) => actions.control(id, { kind }),
        step: (by) => select(rows[selectedRow + by]?.request ?? rows[selectedRow]?.request ?? null),
      }),
    [status, asTable, follows, selectedRow, rows, actions, id],
  );
  useCommands(commands);
  const operate = useCallback(
    (operation: Parameters<typeof actions.control>[1]) => actions.control(id, operation),
    [actions, id],
  );
  const attempts = useMemo(
    () => run.attempts.filter((each) => each.request === request),
    [run.attempts, request],
  );
  return (
    <Explained>
      <div className={room.screen}>
        <Header
          {...{ run, actions }}
          onList={() => onOpen(null)}
          onDelete={() => actions.remove(id, () => onOpen(null))}
        />
        {actions.issues.length === 0 ? null : (
          <IssuePanel
            title="That did not work"
            issues={actions.issues}
            onDismiss={actions.dismiss}
          />
        )}
        <Figures run={run} />
        {asTable ? <Tables view={view} /> : <Picture view={view} />}
        {view.selected === null ? null : (
          <div className={styles.body}>
            <WorkflowPart
              key={view.selected.request}
              {...{ view, attempts, operate }}
              row={view.selected}
              busy={actions.busy}
              onLog={setAttempt}
              panel={
                <RequestPanel {...{ view, operate }} row={view.selected} busy={actions.busy} />
              }
            />
            <LogPane {...{ api, id, attempts, attempt }} onAttempt={setAttempt} />
          </div>
        )}
        <Announcer view={view} />
      </div>
    </Explained>
  );
}
