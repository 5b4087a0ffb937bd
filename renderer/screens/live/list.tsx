/** The runs as a table: how each stands, how far it is, and what can be done; the filter is in the address. */
import { type KeyboardEvent, useMemo } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import { momentText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { duration, share } from "../../widgets/format.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { dayOf } from "../sweep/words.ts";
import { DeleteRun } from "./delete-run.tsx";
import { filtered } from "./filter.ts";
import styles from "./list.module.css";
import type { LiveLook } from "./look.ts";
import { StatusIcon } from "./status-icon.tsx";
import { type LiveActions, useLiveActions } from "./use-runs.ts";
import { requestsText, STATUS, STATUS_ABOUT, STATUSES, shareOf, UTC } from "./words.ts";

interface RunListProps {
  readonly api: Api;
  readonly list: readonly LiveRunSummary[];
  readonly look: LiveLook;
  onOpen(id: string): void;
  onLook(look: LiveLook): void;
}

const COLUMNS = ["Run", "Status", "Progress", "Scenario time"] as const;

export function RunList({ api, list, look, onOpen, onLook }: RunListProps) {
  const actions = useLiveActions(api);
  const shown = useMemo(() => filtered(list, look), [list, look]);
  const present = STATUSES.filter((status) => list.some((run) => run.status === status));
  const options = [...new Set([...present, ...(look.status ? [look.status] : [])])];
  return (
    <section className={styles.section} aria-labelledby="live-runs-title">
      <div className={styles.bar}>
        <h2 id="live-runs-title">All runs</h2>
        <input
          type="search"
          className={styles.search}
          placeholder="Find by scenario, policy or message"
          aria-label="Find runs by scenario, policy or message"
          value={look.text ?? ""}
          onChange={(event) => onLook({ ...look, text: event.target.value })}
        />
        <Choice
          label="Status"
          kind="bare"
          value={look.status ?? ""}
          options={[
            { value: "", label: "any status" },
            ...options.map((value) => ({
              value,
              label: STATUS[value as LiveRunSummary["status"]] ?? value,
            })),
          ]}
          onChange={(status) => onLook({ ...look, status })}
        />
      </div>
      {actions.issues.length === 0 ? null : (
        <IssuePanel title="That did not work" issues={actions.issues} onDismiss={actions.dismiss} />
      )}
      <p className="visually-hidden" role="status">
        {shown.length === list.length ? "" : `${shown.length} of ${list.length} runs`}
      </p>
      {shown.length === 0 ? (
        <p className={styles.none}>
          No run fits. <Button onClick={() => onLook({})}>Show all {list.length}</Button>
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus.
        <section className={styles.scroll} tabIndex={0} aria-label="Live runs">
          <table onKeyDown={onKeyDown}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((run) => (
                <Row key={run.id} run={run} actions={actions} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Up and down go from run to run. */
function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody th button")];
  const at = names.indexOf(event.target as HTMLElement);
  if (by === undefined || at < 0) return;
  event.preventDefault();
  names[at + by]?.focus();
}

interface RowProps {
  readonly run: LiveRunSummary;
  readonly actions: LiveActions;
  onOpen(id: string): void;
}

function Row({ run, actions, onOpen }: RowProps) {
  const { id, status, etaMs } = run;
  const eta = status === "running" && etaMs !== null ? `about ${duration(etaMs)} left` : "";
  return (
    <tr>
      <th scope="row">
        <button type="button" aria-label={`${run.title}, run ${id}`} onClick={() => onOpen(id)}>
          {run.title}
        </button>
        <span className={styles.sub}>
          {run.policyTitle} · run {id} · started {dayOf(run.createdAt)}
        </span>
      </th>
      <td>
        <span className={styles.status} title={STATUS_ABOUT[status]}>
          <StatusIcon of={status} />
          {STATUS[status]}
        </span>
        <span className={styles.message}>{run.message}</span>
      </td>
      <td>
        {requestsText(run.requests)}
        <span className={styles.sub}>{eta}</span>
      </td>
      <td>
        {share(shareOf(run), 0)}
        <span className={styles.sub}>{momentText(run.nowMs, UTC)} UTC</span>
      </td>
      <td className={styles.actions}>
        {status === "interrupted" ? (
          <Button
            disabled={actions.busy}
            aria-label={`Go on with ${run.title}, run ${id}`}
            onClick={() => actions.control(id, { kind: "resume" })}
          >
            Go on
          </Button>
        ) : null}
        <DeleteRun
          run={run}
          disabled={actions.busy}
          onDelete={() => actions.remove(id, () => undefined)}
        />
      </td>
    </tr>
  );
}
