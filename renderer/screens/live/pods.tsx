/** The pods of a request over scenario time: as in the replay, moved to the real start, and as they ran. */
import { type KeyboardEvent, memo, useMemo, useState } from "react";
import type { ExpectedPod, LiveAttempt } from "../../../engine/contract/live.ts";
import { type PodRow, podRows, podSpan, shiftOf } from "../../charts/live/pods.ts";
import type { LiveRow } from "../../charts/live/rows.ts";
import { barExtent, type Span, ticks } from "../../charts/workflow/gantt.ts";
import { PhaseIcon } from "../workflow/phase-icon.tsx";
import { focusRow, rowAfter } from "../workflow/timeline.tsx";
import { useRows } from "../workflow/use-rows.ts";
import { offsetText } from "../workflow/words.ts";
import styles from "./pods.module.css";
import type { RunView } from "./use-run-view.ts";
import { againstText, realText } from "./words.ts";

const ROW = 24;
const HEAD = 24;
const RIGHT = 116;
const TICK_PX = 90;
const NARROW_PX = 520;

interface PodsProps {
  readonly view: RunView;
  readonly row: LiveRow;
  readonly attempts: readonly LiveAttempt[];
  onLog(attempt: string): void;
}

export function Pods({ view, row, attempts, onLog }: PodsProps) {
  const { expected } = view.run;
  const own = useMemo(
    () => expected.filter((pod) => pod.request === row.request),
    [expected, row.request],
  );
  if (attempts.length + own.length === 0) return null;
  const runs = attempts.some(({ phase }) => phase === "Running");
  // Only bars that are open reach to now.
  return (
    <Chart {...{ attempts, onLog }} expected={own} nowMs={runs ? view.run.summary.nowMs : 0} />
  );
}

interface ChartProps {
  readonly attempts: readonly LiveAttempt[];
  readonly expected: readonly ExpectedPod[];
  readonly nowMs: number;
  onLog(attempt: string): void;
}

const Chart = memo(function Chart({ attempts, expected, nowMs, onLog }: ChartProps) {
  const pods = useMemo(() => podRows(attempts, expected), [attempts, expected]);
  const shiftMs = useMemo(() => shiftOf(pods), [pods]);
  const span = podSpan(pods, shiftMs, nowMs);
  const rows = useRows(pods.length, ROW, HEAD);
  const [stop, setStop] = useState(0);
  const names = rows.width < NARROW_PX ? 132 : 190;
  const width = Math.max(60, rows.width - names - RIGHT);
  const marks = ticks(span, Math.floor(width / TICK_PX));
  const length = Math.max(1, span.toMs - span.fromMs);
  const { show } = rows;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = rowAfter(event.key, stop, pods.length);
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    show(to);
    focusRow(event.currentTarget, to);
  };
  const at = stop >= rows.first && stop < rows.end ? stop : rows.first;
  return (
    <div ref={rows.box} className={styles.pods} onScroll={rows.onScroll}>
      <div className={styles.head} aria-hidden="true">
        <span className={styles.corner}>Pods, scenario time</span>
        {marks.map((mark) => (
          <span key={mark} style={{ left: names + (mark / length) * width }}>
            {mark === 0 ? "0" : offsetText(mark)}
          </span>
        ))}
      </div>
      <div
        role="listbox"
        aria-label="Pods: foreseen and real"
        tabIndex={-1}
        className={styles.rows}
        style={{ height: pods.length * ROW }}
        onKeyDown={onKeyDown}
      >
        {rows.width === 0
          ? null
          : pods
              .slice(rows.first, rows.end)
              .map((pod, place) => (
                <Row
                  key={pod.displayName}
                  pod={pod}
                  place={rows.first + place}
                  count={pods.length}
                  isStop={rows.first + place === at}
                  {...{ span, shiftMs, names, width, nowMs, onLog }}
                />
              ))}
      </div>
    </div>
  );
});

interface RowProps {
  readonly pod: PodRow;
  readonly place: number;
  readonly count: number;
  readonly isStop: boolean;
  readonly span: Span;
  readonly shiftMs: number;
  readonly names: number;
  readonly width: number;
  readonly nowMs: number;
  onLog(attempt: string): void;
}

function Row(props: RowProps) {
  const { pod, place, span, shiftMs, names, width, nowMs, onLog } = props;
  const { displayName, attempts, expected } = pod;
  const last = attempts.at(-1);
  const extent = (fromMs: number, toMs: number) => {
    const { left, width: size } = barExtent({ node: 0, fromMs, toMs }, span, width);
    return { left: names + left, width: size };
  };
  const open = () => last !== undefined && onLog(last.id);
  return (
    <div
      role="option"
      aria-selected={false}
      aria-setsize={props.count}
      aria-posinset={place + 1}
      tabIndex={props.isStop ? 0 : -1}
      data-row={place}
      className={styles.row}
      style={{ transform: `translateY(${place * ROW}px)` }}
      title={last === undefined ? "Has not started" : "Show its log"}
      onClick={open}
      onKeyDown={(event) => event.key === "Enter" && open()}
    >
      <span className="visually-hidden">{podLabel(pod)}</span>
      <span className={styles.name} style={{ width: names - 14 }} aria-hidden="true">
        <PhaseIcon phase={last?.phase ?? "Pending"} size={13} />
        <span>{displayName}</span>
      </span>
      {expected.map(({ startedAtMs, finishedAtMs }) => (
        <i
          key={startedAtMs}
          className={styles.expected}
          style={extent(startedAtMs + shiftMs, finishedAtMs + shiftMs)}
        />
      ))}
      {attempts.map(({ id, phase, startedAtMs, finishedAtMs }) => (
        <i
          key={id}
          className={styles.actual}
          data-phase={phase}
          style={extent(startedAtMs, finishedAtMs ?? Math.max(nowMs, startedAtMs))}
        />
      ))}
      <span className={styles.took} aria-hidden="true">
        {tookText(pod)}
      </span>
    </div>
  );
}

/** `21 s +5 %`: the real duration, and how it compares with the replay's. */
function tookText({ attempts, expected }: PodRow): string {
  const last = attempts.at(-1);
  if (last === undefined || last.finishedAtMs === null) return "";
  const tookMs = last.finishedAtMs - last.startedAtMs;
  const said = expected.at(-1);
  const more = againstText(tookMs, said && said.finishedAtMs - said.startedAtMs);
  return [realText(tookMs / 1_000), more].filter(Boolean).join(" ");
}

function podLabel({ displayName, attempts, expected }: PodRow): string {
  const last = attempts.at(-1);
  const said = expected.at(-1);
  const parts = [displayName, last?.phase ?? "not started"];
  if (attempts.length > 1) parts.push(`${attempts.length} attempts`);
  const took = tookText({ displayName, attempts, expected });
  if (took !== "") parts.push(`took ${took}`);
  if (said !== undefined)
    parts.push(`in the replay ${realText((said.finishedAtMs - said.startedAtMs) / 1_000)}`);
  return parts.join(", ");
}
