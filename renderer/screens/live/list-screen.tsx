/** All live runs, and the form that starts one; it says what a live run is while there is none. */
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import styles from "./list.module.css";
import { RunList } from "./list.tsx";
import type { LiveRoomProps } from "./room.tsx";
import { Start } from "./start.tsx";
import { useLiveRuns } from "./use-runs.ts";

export function ListScreen(props: LiveRoomProps) {
  const { api, scenarios, look, onOpen, onLook } = props;
  const { list, issues, retry } = useLiveRuns(api);
  return (
    <div className={styles.screen}>
      <header>
        <h1>Live runs</h1>
        <p className={styles.lead}>
          A live run does for real what a replay says: the grid and the data pass in scaled time,
          the policy decides, and each step is a program on this machine. Nothing is started before
          you have read what it is and said yes. It goes on when Lowtide was ended, and nothing
          leaves this machine.
        </p>
      </header>
      <Start {...{ api, scenarios, runs: list, onOpen }} />
      {issues !== undefined ? (
        <IssuePanel title="The live runs could not be listed" issues={issues} onRetry={retry} />
      ) : list === undefined ? (
        <Skeleton label="Reading the live runs" />
      ) : list.length === 0 ? (
        <p className={styles.none}>
          No live run yet. Start one above, or with{" "}
          <code>lowtide run SCENARIO --policy POLICY</code>; runs of the command line are listed
          here too.
        </p>
      ) : (
        <RunList {...{ api, list, look, onOpen, onLook }} />
      )}
    </div>
  );
}
