/** Everything that the parts of one run's screen share: the rows, what is visible, what is selected. */
import { useMemo, useRef, useState } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { followWindow } from "../../charts/live/follow.ts";
import { activeRow, keptRows, type LiveRow, liveRows, rowsIn } from "../../charts/live/rows.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { ZoneOffsets } from "../../preview/calendar.ts";
import type { LiveLook } from "./look.ts";
import { isUnderWay } from "./words.ts";

export interface RunView {
  readonly run: LiveRunView;
  readonly theme: "light" | "dark";
  /** Of all requests. */
  readonly rows: readonly LiveRow[];
  /** Those that have a part in the visible window. */
  readonly shown: readonly LiveRow[];
  readonly zone: ZoneOffsets;
  readonly period: VisibleWindow;
  readonly window: VisibleWindow;
  /** The window and the list go with the run. */
  readonly follows: boolean;
  /** The row that is shown below; that of what happens now until one is chosen. */
  readonly selected: LiveRow | null;
  /** Position of the selected one among `rows`. */
  readonly selectedRow: number;
  /** Something may still happen, so that there is a now. */
  readonly isOpen: boolean;
  readonly asTable: boolean;
  setWindow(window: VisibleWindow): void;
  resetWindow(): void;
  setFollows(follows: boolean): void;
  select(request: number | null): void;
  toggleTable(): void;
}

interface Options {
  readonly run: LiveRunView;
  readonly look: LiveLook;
  readonly theme: "light" | "dark";
  onLook(look: LiveLook): void;
}

export function useRunView({ run, look, theme, onLook }: Options): RunView {
  const { summary, requests, attempts, expected, decisions, timeZone } = run;
  const { fromMs, toMs, nowMs, status } = summary;
  const kept = useRef<readonly LiveRow[]>([]);
  const ended = !isUnderWay(status) && status !== "interrupted";
  const rows = useMemo(() => {
    const next = liveRows({ requests, attempts, expected, decisions }, nowMs, ended);
    kept.current = keptRows(kept.current, next);
    return kept.current;
  }, [requests, attempts, expected, decisions, nowMs, ended]);
  const period = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const [chosen, setChosen] = useState<VisibleWindow | null>(null);
  const [asTable, setAsTable] = useState(false);
  const followed = followWindow(period, nowMs);
  // The same object while it does not move: the layers below are drawn for it.
  const window = useMemo(
    () => chosen ?? { fromMs: followed.fromMs, toMs: followed.toMs },
    [chosen, followed.fromMs, followed.toMs],
  );
  const selectedRow =
    look.request === undefined
      ? activeRow(rows)
      : rows.findIndex(({ request }) => request === look.request);
  const shown = useMemo(() => rowsIn(rows, window), [rows, window]);
  return {
    ...{ run, theme, rows, zone: timeZone, period, window, asTable, selectedRow, shown },
    isOpen: !ended,
    follows: !ended && chosen === null && look.request === undefined,
    selected: rows[selectedRow] ?? null,
    setWindow: setChosen,
    resetWindow: () => setChosen(null),
    setFollows: (follows) => {
      setChosen(follows ? null : window);
      const request = rows[selectedRow]?.request;
      onLook(follows || request === undefined ? {} : { request });
    },
    select: (request) => onLook(request === null ? {} : { request }),
    toggleTable: () => setAsTable((before) => !before),
  };
}
