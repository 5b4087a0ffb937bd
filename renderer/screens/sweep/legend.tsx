/** What the colours of a heat map mean, in numbers. */
import { rampColor } from "../../charts/palette/carbon.ts";
import type { Ramp } from "../../charts/sweep/ramp.ts";
import { metricOf } from "../../preview/sweep/metrics.ts";
import styles from "./figures.module.css";
import type { SweepView } from "./sweep-view.ts";

const WIDTH = 240;
const STEPS = Array.from({ length: 24 }, (_, step) => step / 23);

export function Legend({ view, ramp }: { readonly view: SweepView; readonly ramp: Ramp }) {
  const { words, theme, policies, reading } = view;
  const x = (value: number) => ramp.position(value) * WIDTH;
  const { better } = metricOf(reading.metric);
  const isRunning = view.summary.status === "running";
  const holes = !isRunning && policies.some(({ spreads }) => spreads.includes(null));
  const paleIs = theme === "light" ? "pale" : "dark";
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>
        {words.title}
        {words.unit === "" ? "" : `, ${words.unit}`}
      </li>
      <li>
        <svg width={WIDTH} height="30" aria-hidden="true">
          {STEPS.map((step) => (
            <rect
              key={step}
              x={(step * WIDTH * (STEPS.length - 1)) / STEPS.length}
              width={WIDTH / STEPS.length + 0.5}
              height="10"
              fill={rampColor(0.04 + 0.92 * step, theme)}
            />
          ))}
          {ramp.ticks.map((tick) => (
            <text key={tick} x={x(tick)} y="24" textAnchor="middle">
              {ramp.min === ramp.max ? words.text(tick) : words.tick(tick)}
            </text>
          ))}
        </svg>
      </li>
      {better === "none" ? null : <li>{paleIs} is better</li>}
      {holes ? (
        <li>
          <span className={styles.hole} aria-hidden="true" />
          no figure
        </li>
      ) : null}
    </ul>
  );
}
