/** All candidates in the plane of two objectives, with the frontier, its knee, and limits to drag. */
import { type KeyboardEvent, type PointerEvent, useMemo } from "react";
import {
  nearest,
  type Plane as PlaneScales,
  planeOf,
  staircase,
} from "../../charts/sweep/scatter.ts";
import { directionOf } from "../../preview/sweep/frontier.ts";
import { useWidth } from "../shared/use-width.ts";
import { type FrontierView, policyTitle, settingsText } from "./frontier-view.ts";
import { Limits, Lost } from "./limits.tsx";
import { withPolicy } from "./look.ts";
import styles from "./plane.module.css";
import { Points } from "./points.tsx";

export const LEFT = 62;
const BOTTOM = 42;
const TOP = 22;
const RIGHT = 16;
const HEIGHT = 400;

export function Plane({ view }: { readonly view: FrontierView }) {
  const [ref, outer] = useWidth<HTMLDivElement>();
  const width = Math.max(0, outer - LEFT - RIGHT);
  const scales = useMemo(
    () =>
      planeOf(
        view.all.map(({ values }) => values),
        width,
        HEIGHT,
      ),
    [view.all, width],
  );
  return (
    <>
      <div ref={ref} className={styles.frame} style={{ height: TOP + HEIGHT + BOTTOM }}>
        {width > 0 ? (
          <>
            <Axes view={view} scales={scales} width={width} />
            <div className={styles.limits} style={{ left: LEFT, top: TOP, width, height: HEIGHT }}>
              <Lost view={view} scales={scales} width={width} height={HEIGHT} />
            </div>
            <Field view={view} scales={scales} width={width} />
            <div className={styles.limits} style={{ left: LEFT, top: TOP, width, height: HEIGHT }}>
              <Limits view={view} scales={scales} width={width} height={HEIGHT} />
            </div>
          </>
        ) : null}
      </div>
      <Legend view={view} />
    </>
  );
}

interface LayerProps {
  readonly view: FrontierView;
  readonly scales: PlaneScales;
  readonly width: number;
}

function Axes({ view, scales, width }: LayerProps) {
  const [across, up] = view.words;
  const { x, y } = scales;
  const name = ({ title, unit }: typeof up) => (unit === "" ? title : `${title}, ${unit}`);
  const better = (side: 0 | 1) =>
    directionOf(view.look.objectives[side]) === "less" ? "less is better" : "more is better";
  return (
    <svg className={styles.axes} aria-hidden="true">
      <g transform={`translate(${LEFT},${TOP})`}>
        {y.ticks(6).map((tick) => (
          <g key={tick}>
            <line x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={-8} y={y(tick) + 4} textAnchor="end">
              {up.tick(tick)}
            </text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 110))).map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={0} y2={HEIGHT} />
            <text x={x(tick)} y={HEIGHT + 17} textAnchor="middle">
              {across.tick(tick)}
            </text>
          </g>
        ))}
        <text className={styles.name} x={-LEFT} y={-10}>
          {name(up)} <tspan className={styles.faint}>· {better(1)}</tspan>
        </text>
        <text className={styles.name} x={width} y={HEIGHT + 36} textAnchor="end">
          {name(across)} <tspan className={styles.faint}>· {better(0)}</tspan> →
        </text>
      </g>
    </svg>
  );
}

function Field({ view, scales, width }: LayerProps) {
  const { all, spot, hover, pin, open, frontier } = view;
  const places = useMemo(() => all.map(({ values }) => values), [all]);
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(places, scales, event.clientX - box.left, event.clientY - box.top) ?? null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = spot === null ? undefined : all[spot];
    if (event.key === "Enter" && chosen !== undefined) open(chosen);
    else {
      const next = moved(event.key, spot, view);
      if (next === undefined) return;
      pin(next);
    }
    event.preventDefault();
  };
  const [across, up] = view.words;
  return (
    <div
      role="application"
      aria-roledescription="scatter plot"
      aria-label={`${up.title} against ${across.title}, ${all.length} candidates: left and right go through all, up and down along the frontier, Enter opens the replay`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move among its points.
      tabIndex={0}
      className={styles.field}
      style={{ left: LEFT, top: TOP, width, height: HEIGHT }}
      onPointerMove={(event) => hover(at(event))}
      onPointerLeave={() => hover(null)}
      onPointerDown={(event) => {
        const place = at(event);
        if (place !== null) pin(place);
      }}
      onDoubleClick={() => {
        const chosen = spot === null ? undefined : all[spot];
        if (chosen !== undefined) open(chosen);
      }}
      onFocus={() => {
        if (spot === null)
          pin(Math.max(0, all.indexOf(view.knee ?? view.best ?? (all[0] as never))));
      }}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <path
          d={staircase(
            frontier.map(({ values }) => values),
            scales,
            directionOf(view.look.objectives[0]),
          )}
          className={styles.frontier}
        />
        <Points view={view} scales={scales} width={width} />
      </svg>
    </div>
  );
}

/** Left and right go through all candidates, up and down along the frontier, in the order across. */
function moved(key: string, spot: number | null, { all, frontier }: FrontierView) {
  const from = spot ?? 0;
  const along = (by: 1 | -1) => {
    for (let index = from + by; index >= 0 && index < all.length; index += by)
      if (all[index]?.onFrontier === true) return index;
    return undefined;
  };
  switch (key) {
    case "ArrowRight":
      return Math.min(all.length - 1, from + 1);
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowDown":
      return along(1);
    case "ArrowUp":
      return along(-1);
    case "Home":
      return all.indexOf(frontier[0] as never);
    case "End":
      return all.indexOf(frontier.at(-1) as never);
    default:
      return undefined;
  }
}

/** The policies, each a switch: what is left out is on no frontier. */
function Legend({ view }: { readonly view: FrontierView }) {
  const { look, setLook, marks, summary } = view;
  return (
    <div className={styles.legend}>
      {summary.policies.map(({ name, title }) => (
        <button
          key={name}
          type="button"
          aria-pressed={!look.hidden.includes(name)}
          title="Leave out, or take in again"
          onClick={() => setLook(withPolicy(look, name))}
        >
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
            <path d={marks.get(name)?.path(44)} fill={marks.get(name)?.color} />
          </svg>
          {title}
        </button>
      ))}
      <p>
        <span className={styles.stair} aria-hidden="true" />
        frontier: nothing is better in both
      </p>
    </div>
  );
}

/** `Threshold, limit 220 g/kWh`. */
export function nameOf(view: FrontierView, each: FrontierView["all"][number]): string {
  const settings = settingsText(view, each);
  const title = policyTitle(view, each.candidate.policy);
  return settings === "" ? title : `${title}, ${settings}`;
}
