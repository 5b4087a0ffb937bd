/** The Workflow room: waits for a workflow, says what is wrong with it, or shows its run. */
import { type DragEvent, useEffect, useMemo, useState } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type { WorkflowSummary } from "../../../engine/contract/workflow.ts";
import type { Direction } from "../../charts/workflow/picture.ts";
import { useCommands } from "../../commands/registry.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import { openCommands } from "./commands.ts";
import { Empty } from "./empty.tsx";
import { MissingValues } from "./missing-values.tsx";
import { readFiles } from "./read-files.ts";
import styles from "./screen.module.css";
import { Screen } from "./screen.tsx";
import { Session, useSession } from "./session.ts";
import type { Mode } from "./toolbar.tsx";

interface RoomProps {
  readonly api: Api;
  /** A bundled workflow, from the address. */
  readonly id: string | null;
  readonly workflows: readonly WorkflowSummary[];
  readonly theme: "light" | "dark";
  onBundled(id: string): void;
  /** The address no longer names what is open. */
  onOwnFile(): void;
}

/** One for the app, so that a visit to another room loses nothing. */
const session = new Session();
const isBundled = (id: string) => {
  const source = session.get().setup?.source;
  return source?.kind === "bundled" && source.id === id;
};

export function WorkflowRoom({ api, id, workflows, theme, onBundled, onOwnFile }: RoomProps) {
  const state = useSession(session);
  const [mode, setMode] = useState<Mode>("both");
  const [direction, setDirection] = useState<Direction>("right");
  const { setup, answer, issues, busy } = state;
  useEffect(() => {
    if (id !== null && !isBundled(id)) void session.open(api, { kind: "bundled", id });
  }, [api, id]);
  const commands = useMemo(() => openCommands(workflows, onBundled), [workflows, onBundled]);
  useCommands(commands);
  const openFiles = async (files: readonly File[]) => {
    const read = await readFiles(files);
    if (!read.ok) return session.refuse(read.issues);
    onOwnFile();
    await session.open(api, { kind: "files", files: [...read.files] });
  };
  const onDrop = (event: DragEvent) => {
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    void openFiles(files);
  };
  const title =
    answer === null ? "This workflow cannot be run" : "This cannot be run; below is the run before";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a short cut for the button.
    <div className={styles.room} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {issues === null ? null : (
        <>
          <IssuePanel title={title} issues={issues} onDismiss={() => session.dismiss()} />
          <MissingValues
            issues={issues}
            onGive={(values) => {
              session.change({ parameters: { ...setup?.parameters, ...values } });
              void session.run(api);
            }}
          />
        </>
      )}
      {answer !== null && setup !== null ? (
        <Screen
          key={runKey(answer)}
          {...{ api, session, state, setup, theme, mode, setMode }}
          run={answer}
          remembered={{ direction, setDirection }}
          onFiles={(files) => void openFiles(files)}
          onClose={() => {
            session.close();
            onOwnFile();
          }}
        />
      ) : busy ? (
        <Skeleton label="Running the workflow" />
      ) : (
        <Empty
          workflows={workflows}
          busy={busy}
          onFiles={(files) => void openFiles(files)}
          onBundled={(each) => {
            onBundled(each);
            // The address may name it already, after an attempt that failed.
            if (each === id) void session.open(api, { kind: "bundled", id: each });
          }}
        />
      )}
    </div>
  );
}

const keys = new WeakMap<object, number>();
let runs = 0;

/** Every run has a screen of its own: what was open or selected belongs to its nodes. */
function runKey(run: object): number {
  const known = keys.get(run);
  if (known !== undefined) return known;
  runs += 1;
  keys.set(run, runs);
  return runs;
}
