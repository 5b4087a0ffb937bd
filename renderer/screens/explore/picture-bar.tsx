/** The line above the picture: which stretch is visible, and how to move it. */
import { rangeText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { windowCommands } from "./commands.ts";
import styles from "./picture-bar.module.css";
import type { View } from "./view.ts";

export function PictureBar({ view }: { readonly view: View }) {
  const { window, answer, asTable, toggleTable } = view;
  const moves = windowCommands(view);
  const long = moves.some((move) => move.id === "whole" && move.enabled);
  const [before, after, whole] = moves;
  return (
    <div className={styles.bar}>
      <h2>
        Carbon intensity and runs
        <span>{rangeText(window.fromMs, window.toMs, answer.world.period.zone)}</span>
      </h2>
      {long ? (
        <div className={styles.moves}>
          <Button
            aria-label="Week before"
            title="Week before (,)"
            disabled={!before?.enabled}
            onClick={before?.run}
          >
            ‹
          </Button>
          <Button
            aria-label="Week after"
            title="Week after (.)"
            disabled={!after?.enabled}
            onClick={after?.run}
          >
            ›
          </Button>
          <Button onClick={whole?.run} title="Whole period or one week (W)">
            {whole?.title}
          </Button>
        </div>
      ) : null}
      <Button aria-pressed={asTable} onClick={toggleTable} title="Picture or table (T)">
        View as table
      </Button>
    </div>
  );
}
