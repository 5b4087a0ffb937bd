/** Title, the facts that change how numbers are read, the badges, and undo. */
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import { Button } from "../../widgets/button.tsx";
import { FileButton } from "../../widgets/file-button.tsx";
import { originBadge, scenarioFacts } from "./facts.ts";
import styles from "./header.module.css";
import { type OpenedPoint, pointText } from "./point.ts";
import type { OwnGrid } from "./use-scenario.ts";
import type { View } from "./view.ts";

interface HeaderProps {
  readonly view: View;
  readonly point: OpenedPoint | null;
  readonly grid: OwnGrid;
  readonly warnings: OpenedScenario["warnings"];
}

export function Header({ view, point, grid, warnings }: HeaderProps) {
  const { world } = view.answer;
  const badge = originBadge(world);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {point === null ? null : <WayBack point={point} />}
        <div className={styles.titles}>
          <h1>{world.title}</h1>
          <span className={styles.badge} data-kind={badge.kind} title={badge.detail}>
            {badge.text}
          </span>
          <span className={styles.badge} title="What every difference is measured against">
            Baseline: {view.baseline.title}
          </span>
          {grid.file === null ? null : (
            <span className={styles.badge} data-kind="own">
              Your file: {grid.file}
              <button
                type="button"
                aria-label="Back to the scenario's own grid"
                onClick={grid.clear}
              >
                ×
              </button>
            </span>
          )}
        </div>
        <p className={styles.facts}>{scenarioFacts(world).join(" · ")}</p>
        {warnings.length === 0 ? null : <Warnings warnings={warnings} />}
      </div>
      <Actions view={view} grid={grid} />
    </header>
  );
}

function WayBack({ point }: { readonly point: OpenedPoint }) {
  const { room } = point.from;
  return (
    <p className={styles.point}>
      <a href={point.backHref}>← Back to the {room}</a>
      <span>{pointText(point)}</span>
    </p>
  );
}

function Warnings({ warnings }: { readonly warnings: HeaderProps["warnings"] }) {
  const title =
    warnings.length === 1 ? "1 note on the data" : `${warnings.length} notes on the data`;
  return (
    <details className={styles.warnings}>
      <summary>{title}</summary>
      <ul>
        {warnings.map((issue) => (
          <li key={issue.code + issue.message}>
            {issue.message} {issue.hint}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Actions({ view, grid }: { readonly view: View; readonly grid: OwnGrid }) {
  const { history, edits } = view;
  return (
    <div className={styles.actions}>
      <Button onClick={() => history.undo()} disabled={!edits.canUndo} title="Undo (Ctrl Z)">
        Undo
      </Button>
      <Button onClick={() => history.redo()} disabled={!edits.canRedo} title="Redo (Ctrl Shift Z)">
        Redo
      </Button>
      <Button onClick={() => history.reset()} disabled={!edits.canUndo}>
        Reset
      </Button>
      <FileButton
        inputLabel="Grid file"
        accept=".csv,text/csv"
        title="An Electricity Maps CSV, or timestamp,gco2_per_kwh; it can also be dropped on this page"
        disabled={grid.busy}
        onFiles={([file]) => grid.use(file)}
      >
        {grid.busy ? "Reading…" : "Use my grid file…"}
      </FileButton>
    </div>
  );
}
