/** What was read but not honoured, or repaired: each with its place and what to do. */
import type { Issue } from "../../client/issues.ts";
import styles from "./header.module.css";
import { plural } from "./words.ts";

export function Warnings({ warnings }: { readonly warnings: readonly Issue[] }) {
  if (warnings.length === 0) return null;
  return (
    <details className={styles.warnings}>
      <summary>{plural(warnings.length, "warning", "warnings")}</summary>
      <ul>
        {warnings.map((issue) => (
          <li key={`${issue.code} ${issue.path ?? ""} ${issue.line ?? ""} ${issue.message}`}>
            <span>{placeOf(issue)}</span> {issue.message} {issue.hint}
          </li>
        ))}
      </ul>
    </details>
  );
}

function placeOf({ file, line, column, path }: Issue): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [place, path].filter(Boolean).join(" ");
}
