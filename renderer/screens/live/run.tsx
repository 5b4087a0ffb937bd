/** One live run: read and followed, or why it cannot be shown. */

import { Button } from "../../widgets/button.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import styles from "../shared/room.module.css";
import type { LiveRoomProps } from "./room.tsx";
import { Screen } from "./screen.tsx";
import { useLiveRun } from "./use-run.ts";

export type RunProps = LiveRoomProps & { readonly id: string };

export function Run(props: RunProps) {
  const { api, id, onOpen } = props;
  const { view, issues, again } = useLiveRun(api, id);
  if (view !== null) return <Screen {...props} run={view} />;
  if (issues === null) return <Skeleton label="Reading the live run" />;
  return (
    <div className={styles.screen}>
      <IssuePanel title="This live run cannot be shown" issues={issues} onRetry={again} />
      <p>
        <Button onClick={() => onOpen(null)}>All live runs</Button>
      </p>
    </div>
  );
}
