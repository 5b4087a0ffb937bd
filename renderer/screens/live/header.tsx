/** Which run it is, how it stands, and what can be done with the whole of it. */
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { momentText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { ProgressBar } from "../shared/progress-bar.tsx";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import { dayOf } from "../sweep/words.ts";
import { DeleteRun } from "./delete-run.tsx";
import styles from "./header.module.css";
import { StatusIcon } from "./status-icon.tsx";
import type { LiveActions } from "./use-runs.ts";
import { isUnderWay, paceText, progressText, STATUS, STATUS_ABOUT, shareOf } from "./words.ts";

interface HeaderProps {
  readonly run: LiveRunView;
  readonly actions: LiveActions;
  onList(): void;
  onDelete(): void;
}

export function Header({ run, actions, onList, onDelete }: HeaderProps) {
  const { summary, grid, timeZone } = run;
  const { id, status, title, policyTitle, createdAt, timeScale, nowMs, message } = summary;
  return (
    <>
      <RoomHeader
        title={title}
        synthetic={grid.synthetic}
        badges={
          <Badge title={STATUS_ABOUT[status]}>
            <span className={styles.status}>
              <StatusIcon of={status} size={13} />
              {STATUS[status]}
            </span>
          </Badge>
        }
        facts={[
          `Live run ${id}`,
          policyTitle,
          `started ${dayOf(createdAt)}`,
          paceText(timeScale),
          `times in ${timeZone.timeZone}`,
        ].join(" · ")}
        actions={
          <>
            <Controls {...{ run, actions }} />
            <Button onClick={onList} title="All live runs, and a new one (U)">
              All runs
            </Button>
            <DeleteRun run={summary} disabled={actions.busy} onDelete={onDelete} />
          </>
        }
      >
        {message === "" ? null : <p className={styles.message}>{message}</p>}
      </RoomHeader>
      <ProgressBar
        label="Scenario time"
        value={Math.round(shareOf(summary) * 1_000)}
        total={1_000}
        text={[momentText(nowMs, timeZone), progressText(summary)].join(" · ")}
      />
    </>
  );
}

function Controls({ run, actions }: Pick<HeaderProps, "run" | "actions">) {
  const { id, status, title } = run.summary;
  const { busy, control } = actions;
  return (
    <>
      {status === "running" ? (
        <Button
          disabled={busy}
          title="The clock stands still; programs go on to their end (P)"
          onClick={() => control(id, { kind: "pause" })}
        >
          Pause
        </Button>
      ) : null}
      {status === "paused" || status === "interrupted" ? (
        <Button
          kind="main"
          disabled={busy}
          title="Goes on where it was (P)"
          onClick={() => control(id, { kind: "resume" })}
        >
          {status === "paused" ? "Resume" : "Go on"}
        </Button>
      ) : null}
      {isUnderWay(status) || status === "interrupted" ? (
        <ConfirmButton
          label="Cancel the run"
          title="Cancel this live run?"
          text={`${title}: every program that it started is ended, and it cannot go on afterwards. What it has done so far is kept.`}
          keep="Let it go on"
          disabled={busy}
          onConfirm={() => control(id, { kind: "cancel" })}
        />
      ) : null}
    </>
  );
}
