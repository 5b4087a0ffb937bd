/** The picture over time, with a cursor for the hand and the keys. */
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { timeScale } from "../../charts/intensity.ts";
import { batchesIn } from "../../charts/quality/lines.ts";
import { TimeMarks } from "../accounting/time-marks.tsx";
import { useWidth } from "../shared/use-width.ts";
import styles from "./over-time.module.css";
import { chartRows, LEFT, TimeLayers } from "./time-layers.tsx";
import { Reading, readingText } from "./time-reading.tsx";
import type { ModelsView } from "./view.ts";

export function TimeChart({ view }: { readonly view: ModelsView }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { window, edgesMs, quality } = view;
  const [first, end] = useMemo(() => batchesIn(edgesMs, window), [edgesMs, window]);
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = cursor === null || cursor < first || cursor >= end ? null : cursor;
  const room = Math.max(1, width - LEFT);
  const x = useMemo(() => timeScale(window.fromMs, window.toMs, room), [window, room]);
  const rows = chartRows(quality?.detectors.length ?? 3);
  const onPointerMove = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const atMs = x.invert(event.clientX - box.left);
    const after = edgesMs.findIndex((edge, at) => at > first && edge > atMs);
    setCursor(Math.min(end - 1, Math.max(first, (after < 0 ? end : after) - 1)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, event.shiftKey, shown, first, end);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
  };
  return (
    <div ref={ref}>
      {width === 0 ? null : (
        <>
          <Reading view={view} batch={shown} />
          <div className={styles.plot} style={{ height: rows.bottom + 20 }}>
            <TimeLayers {...{ view, first, end, x, room, rows }} />
            <TimeMarks view={view} x={x} left={LEFT} width={width} bottom={rows.bottom} />
            <div
              role="slider"
              tabIndex={0}
              aria-label="Cursor over time"
              aria-orientation="horizontal"
              aria-valuemin={first}
              aria-valuemax={Math.max(first, end - 1)}
              aria-valuenow={shown ?? first}
              aria-valuetext={readingText(view, shown)}
              className={styles.field}
              style={{ left: LEFT, height: rows.bottom }}
              onPointerMove={onPointerMove}
              onPointerLeave={() => setCursor(null)}
              onKeyDown={onKeyDown}
            >
              {shown === null ? null : (
                <span
                  className={styles.cursor}
                  style={{
                    left: Math.max(0, x(edgesMs[shown] as number)),
                    width: Math.max(
                      1,
                      x(edgesMs[shown + 1] as number) - Math.max(0, x(edgesMs[shown] as number)),
                    ),
                  }}
                />
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

/** The batch after a key; undefined when it means nothing here. */
function moved(key: string, shift: boolean, at: number | null, first: number, end: number) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[key];
  if (key === "Home") return first;
  if (key === "End") return end - 1;
  if (by === undefined) return undefined;
  return Math.min(end - 1, Math.max(first, (at ?? first - by) + by * (shift ? 7 : 1)));
}
