/** The lines of a log that are on the screen; the others cost nothing, however many there are. */
import { useEffect, useLayoutEffect } from "react";
import { useRows } from "../workflow/use-rows.ts";
import { LOG_ID } from "./commands.ts";
import styles from "./log-pane.module.css";
import { pieces } from "./log-text.ts";

const LINE = 18;
/** Rounding of scroll positions. */
const NEAR_PX = 6;

interface LogLinesProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly search: string;
  readonly follows: boolean;
  /** Brought into sight. */
  readonly hitLine: number | null;
  /** What is said when there is no line. */
  readonly empty: string;
  /** The user has scrolled away from the end. */
  onLeave(): void;
}

export function LogLinesView(props: LogLinesProps) {
  const { label, lines, search, follows, hitLine, empty, onLeave } = props;
  const rows = useRows(lines.length, LINE, 0);
  const { box, show } = rows;
  const count = lines.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: to the end whenever lines were added.
  useLayoutEffect(() => {
    const element = box.current;
    if (follows && element !== null) element.scrollTop = element.scrollHeight;
  }, [follows, count, box]);
  useEffect(() => {
    if (hitLine !== null) show(hitLine);
  }, [hitLine, show]);
  const onScroll = () => {
    rows.onScroll();
    const element = box.current;
    if (element === null || !follows) return;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    if (below > NEAR_PX + LINE) onLeave();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: its box is measured as that of any other list.
    <div
      ref={box}
      id={LOG_ID}
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus.
      tabIndex={0}
      className={styles.log}
      data-empty={count === 0}
      onScroll={onScroll}
    >
      <div className={styles.lines} style={{ height: count * LINE }}>
        {lines.slice(rows.first, rows.end).map((line, at) => {
          const row = rows.first + at;
          return (
            <div
              key={row}
              className={styles.line}
              data-hit={row === hitLine}
              style={{ transform: `translateY(${row * LINE}px)` }}
            >
              {pieces(line, search).map((piece, index) =>
                piece.hit ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line keep their order.
                  <mark key={index}>{piece.text}</mark>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line keep their order.
                  <span key={index}>{piece.text}</span>
                ),
              )}
            </div>
          );
        })}
      </div>
      {count === 0 ? <p className={styles.none}>{empty}</p> : null}
    </div>
  );
}
