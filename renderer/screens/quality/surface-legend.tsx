/** What colours, line and hatching of the surface mean. */
import { rampColor } from "../../charts/palette/carbon.ts";
import { fixed } from "../../widgets/format.ts";
import styles from "./surface.module.css";
import type { ModelsView } from "./view.ts";

const WIDTH = 220;
const STEPS = Array.from({ length: 24 }, (_, step) => step / 23);

export function SurfaceLegend({ view }: { readonly view: ModelsView }) {
  const { ramp, theme, path, table } = view;
  const x = (value: number) => (1 - ramp.position(value)) * WIDTH;
  const isCarried = table.carried.includes(1);
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>Accuracy, %</li>
      <li>
        <svg width={WIDTH} height="30" aria-hidden="true">
          {STEPS.map((step) => (
            <rect
              key={step}
              x={(step * WIDTH * (STEPS.length - 1)) / STEPS.length}
              width={WIDTH / STEPS.length + 0.5}
              height="10"
              fill={rampColor(0.04 + 0.92 * (1 - step), theme)}
            />
          ))}
          {ramp.ticks.map((tick) => (
            <text key={tick} x={x(tick)} y="24" textAnchor="middle">
              {fixed(tick * 100, ramp.max - ramp.min < 0.04 ? 1 : 0)}
            </text>
          ))}
        </svg>
      </li>
      <li>
        <svg width="26" height="12" aria-hidden="true">
          <path d="M1,9H12V3H25" className={styles.halo} />
          <path d="M1,9H12V3H25" className={styles.path} />
        </svg>
        {path.title}
      </li>
      {isCarried ? (
        <li>
          <span className={styles.carried} aria-hidden="true" />
          not measured: the model’s last measurement
        </li>
      ) : null}
    </ul>
  );
}
