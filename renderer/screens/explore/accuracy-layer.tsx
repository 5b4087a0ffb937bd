/** Accuracy of the selected policy's model, batch by batch, with the baseline's as a ghost. */
import { accuracyLine, accuracyTicks } from "../../charts/accuracy.ts";
import { fixed } from "../../widgets/format.ts";
import type { Frame } from "./frame.ts";
import styles from "./picture.module.css";
import type { View } from "./view.ts";

export function AccuracyLayer({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const { accuracy, ghostAccuracy, window, lanesAs } = view.picture;
  const { x, accuracyY: y } = frame;
  if (y === null) return null;
  const near = lanesAs === "time";
  return (
    <g>
      <g className={styles.grid}>
        {accuracyTicks(y).map((tick) => (
          <g key={tick}>
            <line x1={0} x2={frame.width} y1={y(tick)} y2={y(tick)} />
            <text x={-8} y={y(tick) + 4} textAnchor="end">
              {fixed(tick * 100, tickDigits(y.domain()))} %
            </text>
          </g>
        ))}
      </g>
      <g clipPath="url(#plot-clip)">
        <path d={accuracyLine(ghostAccuracy, window.toMs, x, y)} className={styles.accuracyGhost} />
        <path d={accuracyLine(accuracy, window.toMs, x, y)} className={styles.accuracy} />
      </g>
      {accuracy
        .filter((point) => point.atMs >= window.fromMs && (near || point.trained))
        .map((point) => (
          <circle
            key={point.atMs}
            cx={x(point.atMs)}
            cy={y(point.accuracy)}
            r={point.trained ? (near ? 4.5 : 3) : 3}
            className={
              point.carried ? styles.carried : point.trained ? styles.trained : styles.measured
            }
          />
        ))}
    </g>
  );
}

function tickDigits(domain: number[]): number {
  return (domain.at(-1) ?? 1) - (domain[0] ?? 0) > 0.04 ? 0 : 1;
}
