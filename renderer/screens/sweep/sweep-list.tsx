/** Earlier sweeps: how they stand, and what can be done to them. */
import type { Api } from "../../../engine/contract/api.ts";
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { DeleteButton } from "./delete-button.tsx";
import styles from "./list.module.css";
import { useSweepActions, useSweeps } from "./use-sweeps.ts";
import { dayOf, STATUS, sweepTitle } from "./words.ts";

interface SweepListProps {
  readonly api: Api;
  onOpenSweep(id: string): void;
  onOpenFrontier(id: string): void;
}

export function SweepList({ api, onOpenSweep, onOpenFrontier }: SweepListProps) {
  const { list, issues, retry } = useSweeps(api);
  const actions = useSweepActions(api);
  if (issues !== undefined)
    return <IssuePanel title="The sweeps could not be listed" issues={issues} onRetry={retry} />;
  if (list === undefined || list.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="sweeps-title">
      <h2 id="sweeps-title">Earlier sweeps</h2>
      {actions.issues.length === 0 ? null : (
        <IssuePanel title="That did not work" issues={actions.issues} onDismiss={actions.dismiss} />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <section className={styles.scroll} tabIndex={0} aria-label="Earlier sweeps">
        <table>
          <thead>
            <tr>
              <th scope="col">What varies</th>
              <th scope="col">Scenario</th>
              <th scope="col">Points</th>
              <th scope="col">Status</th>
              <th scope="col">Started</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((sweep) => (
              <tr key={sweep.id}>
                <th scope="row">
                  <button type="button" onClick={() => onOpenSweep(sweep.id)}>
                    {sweepTitle(sweep)}
                  </button>
                </th>
                <td>
                  {sweep.title}
                  {sweep.synthetic ? <span className={styles.tag}>Synthetic</span> : null}
                </td>
                <td className={styles.number}>{points(sweep)}</td>
                <td>{STATUS[sweep.status]}</td>
                <td>{dayOf(sweep.createdAt)}</td>
                <td className={styles.actions}>
                  <Button kind="bare" onClick={() => onOpenFrontier(sweep.id)}>
                    Frontier
                  </Button>
                  <DeleteButton
                    name={sweepTitle(sweep)}
                    disabled={sweep.status === "running" || actions.busy}
                    onDelete={() => actions.remove(sweep.id, () => undefined)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function points({ finished, failed, total }: SweepSummary): string {
  const done = finished + failed === total ? fixed(total) : `${fixed(finished)} of ${fixed(total)}`;
  return failed === 0 ? done : `${done}, ${fixed(failed)} failed`;
}
