/** The candidates as symbols: policy by form and colour, the frontier full, what breaks a limit grey. */
import type { Plane } from "../../charts/sweep/scatter.ts";
import type { Placed } from "../../preview/sweep/frontier.ts";
import type { FrontierView } from "./frontier-view.ts";
import styles from "./plane.module.css";

interface PointsProps {
  readonly view: FrontierView;
  readonly scales: Plane;
  readonly width: number;
}

export function Points({ view, scales, width }: PointsProps) {
  const { all, knee, best, spot } = view;
  const chosen = spot === null ? undefined : all[spot];
  const limited = view.look.bounds.some((bound) => bound !== null);
  return (
    <>
      {all.map((each) => (
        <Point key={keyOf(each)} view={view} each={each} scales={scales} />
      ))}
      {knee === undefined ? null : <Ring each={knee} scales={scales} width={width} text="knee" />}
      {limited && best !== undefined && best !== knee ? (
        <Ring each={best} scales={scales} width={width} text="best within the limits" />
      ) : null}
      {chosen === undefined ? null : (
        <circle
          cx={scales.x(chosen.values[0] as number)}
          cy={scales.y(chosen.values[1] as number)}
          r={11}
          className={styles.chosen}
        />
      )}
    </>
  );
}

export function keyOf({ candidate }: Placed): string {
  return `${candidate.policy} ${candidate.combination}`;
}

interface PointProps {
  readonly view: FrontierView;
  readonly each: Placed;
  readonly scales: Plane;
}

function Point({ view, each, scales }: PointProps) {
  const mark = view.marks.get(each.candidate.policy);
  const [x, y] = each.values as readonly [number, number];
  const state = !each.feasible ? "out" : each.onFrontier ? "on" : "behind";
  return (
    <path
      d={mark?.path(each.onFrontier ? 78 : 46)}
      transform={`translate(${scales.x(x)},${scales.y(y)})`}
      style={{ color: mark?.color }}
      className={styles.point}
      data-state={state}
    />
  );
}

interface RingProps {
  readonly each: Placed;
  readonly scales: Plane;
  readonly width: number;
  readonly text: string;
}

function Ring({ each, scales, width, text }: RingProps) {
  const [x, y] = [scales.x(each.values[0] as number), scales.y(each.values[1] as number)];
  const side = x > width - 150 ? -1 : 1;
  return (
    <g className={styles.ring}>
      <circle cx={x} cy={y} r={9} />
      <text x={x + side * 15} y={y - 9} textAnchor={side === 1 ? "start" : "end"}>
        {text}
      </text>
    </g>
  );
}
