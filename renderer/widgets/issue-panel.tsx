/** What is wrong, where, and what to do about it: issues as a panel that stays until dismissed. */
import type { Answer } from "../../engine/contract/api.ts";
import { Button } from "./button.tsx";
import styles from "./panels.module.css";

export type Issue = Extract<Answer<never>, { ok: false }>["issues"][number];

interface IssuePanelProps {
  readonly title: string;
  readonly issues: readonly Issue[];
  onRetry?(): void;
  onDismiss?(): void;
}

export function IssuePanel({ title, issues, onRetry, onDismiss }: IssuePanelProps) {
  return (
    <section role="alert" className={styles.issues}>
      <header>
        <h2>{title}</h2>
        {onRetry === undefined ? null : <Button onClick={onRetry}>Try again</Button>}
        {onDismiss === undefined ? null : <Button onClick={onDismiss}>Dismiss</Button>}
      </header>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.message} ${issue.line ?? ""}`}>
            <p>
              <strong>{issue.message}</strong>
            </p>
            <p>{issue.hint}</p>
            <p className={styles.place}>{placeOf(issue)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeOf(issue: Issue): string {
  const parts = [
    issue.file,
    issue.line === undefined ? undefined : `line ${issue.line}`,
    issue.column === undefined ? undefined : `column ${issue.column}`,
    issue.path,
    issue.code,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}
