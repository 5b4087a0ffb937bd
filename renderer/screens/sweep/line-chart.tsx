/** Policies over one axis: the median as a line, 5 to 95 % over what nobody chooses as a band. */
import { type KeyboardEvent, type PointerEvent, useMemo } from "react";
import type { LinearScale } from "../../charts/intensity.ts";
import { labelled, movedPlace } from "../../charts/sweep/grid.ts";
import { type BandPoint, bandPaths, bandScale } from "../../charts/sweep/lines.ts";
import { placesOf } from "../../preview/sweep/values.ts";
import { useWidth } from "../shared/use-width.ts";
import { openNearest } from "./cell.ts";
import styles from "./figures.module.css";
import { PolicyName } from "./policy-name.tsx";
import type { SweepPolicy, SweepView } from "./sweep-view.ts";
import { axisName, valueText } from "./words.ts";

interface LineChartProps {
  readonly view: SweepView;
  readonly policies: readonly SweepPolicy[];
  readonly title: string;
  readonly height: number;
}

const LEFT = 58;
const BOTTOM = 38;
const LABEL_PX = 6.4;

interface Line {
  readonly policy: SweepPolicy;
  readonly points: readonly (BandPoint | null)[];
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly xs: readonly number[];
  readonly y: LinearScale;
  readonly lines: readonly Line[];
}

export function LineChart({ view, policies, title, height }: LineChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const isAlone = policies.length === 1;
  const right = isAlone ? 8 : 132;
  const frame = useFrame(view, policies, Math.max(0, width - LEFT - right), height);
  return (
    <figure className={styles.figure}>
      <figcaption>
        {isAlone ? <PolicyName policy={policies[0] as SweepPolicy} /> : title}
        <span>{view.words.unit}</span>
      </figcaption>
      <div ref={ref} className={styles.frame} style={{ height: height + BOTTOM }}>
        {width > 0 && frame !== null ? (
          <>
            <Axes view={view} frame={frame} />
            <Field view={view} frame={frame} title={title} />
            {isAlone ? null : <Ends frame={frame} />}
          </>
        ) : null}
      </div>
    </figure>
  );
}

function useFrame(
  view: SweepView,
  policies: readonly SweepPolicy[],
  width: number,
  height: number,
): Frame | null {
  const { table, shown } = view;
  return useMemo(() => {
    const xs = placesOf(table.columns).map((place) => place * width);
    const lineOf = (policy: SweepPolicy): Line => ({
      policy,
      points: policy.spreads.map((spread, index) =>
        spread === null ? null : { x: xs[index] as number, ...spread },
      ),
    });
    // One scale for all pictures beside each other.
    const all = shown.flatMap((policy) => lineOf(policy).points).filter((each) => each !== null);
    if (all.length === 0) return null;
    return { width, height, xs, y: bandScale(all, height), lines: policies.map(lineOf) };
  }, [table, shown, policies, width, height]);
}

function Axes({ view, frame }: { readonly view: SweepView; readonly frame: Frame }) {
  const { summary, look, table, words } = view;
  const { width, height, xs, y } = frame;
  const axis = summary.axes[look.roles.indexOf("x")];
  const labels = table.columns.map((value) => valueText(value));
  const wide = Math.max(...labels.map((text) => text.length)) * LABEL_PX + 10;
  return (
    <svg className={styles.axis} aria-hidden="true">
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={LEFT + width} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {words.tick(tick)}
          </text>
        </g>
      ))}
      {labelled(labels.length, width, wide).map((index) => (
        <text
          key={labels[index]}
          x={LEFT + (xs[index] as number)}
          y={height + 16}
          textAnchor="middle"
        >
          {labels[index]}
        </text>
      ))}
      <text className={styles.name} x={LEFT} y={height + 33}>
        {axis === undefined ? "" : axisName(summary.axes, axis)}
        {axis?.unit ? `, ${axis.unit}` : ""} →
      </text>
    </svg>
  );
}

interface FieldProps {
  readonly view: SweepView;
  readonly frame: Frame;
  readonly title: string;
}

function Field({ view, frame, title }: FieldProps) {
  const { spot, hover, pin, words } = view;
  const { width, height, lines } = frame;
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearestSpot(frame, event.clientX - box.left, event.clientY - box.top);
  };
  const positions = lines.map(({ policy }) => policy.position);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = Math.max(0, positions.indexOf(spot?.policy ?? -1));
    if (event.key === "Enter" && spot !== null) openNearest(view, spot, "median");
    else {
      // Down is the next policy of the list, up the one before.
      const place = { column: spot?.column ?? 0, row: positions.length - 1 - line };
      const next = movedPlace(event.key, place, {
        columns: view.table.columns.length,
        rows: positions.length,
      });
      if (next === undefined) return;
      const policy = positions[positions.length - 1 - next.row] as number;
      pin({ column: next.column, row: 0, policy });
    }
    event.preventDefault();
  };
  return (
    <div
      role="application"
      aria-roledescription="line chart"
      aria-label={`${words.title}, ${title}: arrows move, Enter opens the replay`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move along its lines.
      tabIndex={0}
      className={styles.field}
      style={{ left: LEFT, top: 0, width, height }}
      onPointerMove={(event) => hover(at(event))}
      onPointerLeave={() => hover(null)}
      onPointerDown={(event) => pin(at(event))}
      onDoubleClick={() => spot !== null && openNearest(view, spot, "median")}
      onFocus={() => {
        if (spot === null) pin({ column: 0, row: 0, policy: positions[0] ?? 0 });
      }}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden="true">
        <Lines frame={frame} chosen={spot?.policy ?? null} />
        {spot === null ? null : <Cursor frame={frame} column={spot.column} policy={spot.policy} />}
      </svg>
    </div>
  );
}

function nearestSpot({ xs, lines, y }: Frame, atX: number, atY: number) {
  const column = xs.reduce(
    (best, x, index) => (Math.abs(x - atX) < Math.abs((xs[best] as number) - atX) ? index : best),
    0,
  );
  let policy = lines[0]?.policy.position ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const point = line.points[column];
    if (point === null || point === undefined) continue;
    const distance = Math.abs(y(point.median) - atY);
    if (distance < least) [policy, least] = [line.policy.position, distance];
  }
  return { column, row: 0, policy };
}

/** The chosen line is full; the others step back, but never so far that they cannot be read. */
function Lines({ frame, chosen }: { readonly frame: Frame; readonly chosen: number | null }) {
  const among = frame.lines.some(({ policy }) => policy.position === chosen);
  return frame.lines.map(({ policy, points }) => {
    const { line, band } = bandPaths(points, frame.y);
    const isChosen = !among || policy.position === chosen;
    const { color } = policy.mark;
    return (
      <g key={policy.name}>
        <path d={band} fill={color} opacity={isChosen ? 0.17 : 0.06} />
        <path
          d={line}
          fill="none"
          stroke={color}
          strokeWidth={isChosen ? 2 : 1.5}
          strokeDasharray={policy.isBaseline ? "5 4" : undefined}
          strokeLinejoin="round"
        />
        {points.length > 40
          ? null
          : points.map((point) =>
              point === null ? null : (
                <path
                  key={point.x}
                  d={policy.mark.path(34)}
                  fill={color}
                  transform={`translate(${point.x},${frame.y(point.median)})`}
                />
              ),
            )}
      </g>
    );
  });
}

interface CursorProps {
  readonly frame: Frame;
  readonly column: number;
  readonly policy: number;
}

function Cursor({ frame, column, policy }: CursorProps) {
  const { xs, height, y, lines } = frame;
  const x = xs[column] ?? 0;
  const line = lines.find((each) => each.policy.position === policy);
  const point = line?.points[column];
  return (
    <>
      <line x1={x} x2={x} y1={0} y2={height} className={styles.cursor} />
      {line === undefined || point === null || point === undefined ? null : (
        <circle
          cx={x}
          cy={y(point.median)}
          r={6}
          fill={line.policy.mark.color}
          className={styles.dot}
        />
      )}
    </>
  );
}

const NAME_PX = 15;

/** Names at the ends of the lines, moved apart where lines end close to each other. */
function Ends({ frame }: { readonly frame: Frame }) {
  const { lines, y, width } = frame;
  const ends = lines
    .flatMap(({ policy, points }) => {
      const last = points.findLast((point) => point !== null);
      return last === undefined || last === null ? [] : [{ policy, at: y(last.median) }];
    })
    .toSorted((a, b) => a.at - b.at);
  let below = Number.NEGATIVE_INFINITY;
  return (
    <svg className={`${styles.axis} ${styles.ends}`} aria-hidden="true">
      {ends.map(({ policy, at }) => {
        below = Math.max(at, below + NAME_PX);
        return (
          <text
            key={policy.name}
            x={LEFT + width + 10}
            y={below + 4}
            style={{ fill: policy.mark.color }}
          >
            {policy.title.length > 20 ? `${policy.title.slice(0, 19)}…` : policy.title}
          </text>
        );
      })}
    </svg>
  );
}
