/** Limits on the two objectives, as lines to drag; what they leave out is grey. */
import { limitRange, type Plane } from "../../charts/sweep/scatter.ts";
import { directionOf } from "../../preview/sweep/frontier.ts";
import handleStyles from "../shared/handle.module.css";
import { Handle } from "../shared/handle.tsx";
import type { FrontierView } from "./frontier-view.ts";
import { withBound } from "./look.ts";
import styles from "./plane.module.css";

interface LimitsProps {
  readonly view: FrontierView;
  readonly scales: Plane;
  readonly width: number;
  readonly height: number;
}

const nothing = () => undefined;

export function Limits(props: LimitsProps) {
  return (
    <>
      <Limit {...props} side={0} />
      <Limit {...props} side={1} />
    </>
  );
}

/** What the limits leave out, below the points. */
export function Lost({ view, scales, width, height }: LimitsProps) {
  const sides = [0, 1] as const;
  return sides.map((side) => {
    const bound = view.look.bounds[side] ?? null;
    if (bound === null) return null;
    const isMost = directionOf(view.look.objectives[side]) === "less";
    const at = (side === 0 ? scales.x : scales.y)(bound);
    const box =
      side === 0
        ? { left: isMost ? at : 0, width: isMost ? width - at : at, top: 0, height }
        : { left: 0, width, top: isMost ? 0 : at, height: isMost ? at : height - at };
    return <div key={side} className={styles.lost} style={box} aria-hidden="true" />;
  });
}

/** Without a limit the line rests at the worst end; moved back there, the limit is gone. */
function Limit({ view, scales, width, height, side }: LimitsProps & { readonly side: 0 | 1 }) {
  const { look, setLook } = view;
  const words = view.words[side];
  const scale = side === 0 ? scales.x : scales.y;
  const isMost = directionOf(look.objectives[side]) === "less";
  const range = limitRange(scale);
  const rest = isMost ? range.max : range.min;
  const bound = look.bounds[side] ?? null;
  const value = Math.min(range.max, Math.max(range.min, bound ?? rest));
  const at = scale(value);
  const sign = isMost ? "at most" : "at least";
  const text = bound === null ? "no limit" : `${sign} ${words.full(value)}`;
  const change = (next: number) => setLook(withBound(look, side, next === rest ? null : next));
  const ends = at > width - 70 ? handleStyles.end : at < 70 ? handleStyles.start : "";
  return (
    <Handle
      label={`Limit of ${words.title}`}
      valueText={text}
      value={value}
      range={range}
      orientation={side === 0 ? "horizontal" : "vertical"}
      className={`${side === 0 ? `${handleStyles.upright} ${ends}` : `${handleStyles.across} ${styles.up}`} ${bound === null ? styles.rest : ""}`}
      style={
        side === 0 ? { left: at, top: -20, height: height + 20 } : { top: at, left: 0, right: 0 }
      }
      valueAt={(clientX, clientY) => scale.invert(side === 0 ? clientX : clientY)}
      onBegin={nothing}
      onChange={change}
      onEnd={nothing}
      onDelete={() => change(rest)}
    >
      <span className={handleStyles.pill}>
        {text} <span aria-hidden="true">{side === 0 ? "⇔" : "⇕"}</span>
      </span>
    </Handle>
  );
}
