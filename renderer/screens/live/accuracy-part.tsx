/** How good the serving model was on each new batch, and when another model took its place. */
import { memo, useMemo } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import {
  type AccuracyPoint,
  accuracyLine,
  accuracyScale,
  accuracyTicks,
} from "../../charts/accuracy.ts";
import { measuredPoints, qualityPoints } from "../../charts/live/quality.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import { fixed } from "../../widgets/format.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./picture.module.css";

const PLOT = { top: 12, height: 44 };
const HEIGHT = PLOT.top + PLOT.height + 6;

interface AccuracyPartProps {
  readonly run: LiveRunView;
  readonly window: VisibleWindow;
  readonly frame: LiveFrame;
}

export function AccuracyPart({ run, window, frame }: AccuracyPartProps) {
  const { quality, models } = run;
  // Accuracy is known up to now and holds no longer: what comes is not drawn.
  const endMs = Math.min(window.toMs, Math.max(run.summary.nowMs, quality.at(-1)?.atMs ?? 0));
  return <Accuracy {...{ quality, models, window, frame, endMs }} />;
}

interface AccuracyProps extends Pick<LiveRunView, "quality" | "models"> {
  readonly window: VisibleWindow;
  readonly frame: LiveFrame;
  readonly endMs: number;
}

const Accuracy = memo(function Accuracy(props: AccuracyProps) {
  const { quality, models, window, frame, endMs } = props;
  const { left, width, x } = frame;
  const points = useMemo(() => qualityPoints(quality), [quality]);
  if (points.length === 0) return null;
  const isIn = (atMs: number) => atMs >= window.fromMs && atMs <= window.toMs;
  const swaps = models.filter(({ inServiceAtMs }) => isIn(inServiceAtMs));
  const seen = [...points.filter((_, at) => isSeen(points, at, window)), ...measuredPoints(swaps)];
  const y = accuracyScale(seen.length === 0 ? points : seen, PLOT.top, PLOT.height);
  const latest = quality.at(-1);
  return (
    <div className={styles.part} style={{ height: HEIGHT }}>
      <p className={styles.caption} style={{ width: left - 42 }}>
        <strong>Model accuracy</strong>
        <span>{latest === undefined ? "" : `now ${fixed(latest.accuracy * 100, 1)} %`}</span>
      </p>
      <svg className={styles.svg} style={{ left }} width={width} height={HEIGHT} aria-hidden="true">
        <g className={styles.grid}>
          {accuracyTicks(y)
            .filter((_, at) => at % 2 === 0)
            .map((tick) => (
              <g key={tick}>
                <line x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
                <text x={-8} y={y(tick) + 4} textAnchor="end">
                  {fixed(tick * 100, tickDigits(y.domain()))} %
                </text>
              </g>
            ))}
        </g>
        {swaps.map(({ trainedOn, inServiceAtMs }) => (
          <g key={inServiceAtMs} className={styles.swap}>
            <line
              x1={x(inServiceAtMs)}
              x2={x(inServiceAtMs)}
              y1={PLOT.top - 4}
              y2={PLOT.top + PLOT.height}
            />
            <path d={`M${x(inServiceAtMs) - 4},${PLOT.top - 10} h8 l-4,6 z`} />
            <title>Model trained on batch {trainedOn + 1} in service</title>
          </g>
        ))}
        <svg width={width} height={HEIGHT} overflow="hidden" aria-hidden="true">
          <path d={accuracyLine(points, endMs, x, y)} className={styles.accuracy} />
        </svg>
        {points
          .filter(({ atMs }) => isIn(atMs))
          .map((point) => (
            <circle
              key={point.atMs}
              cx={x(point.atMs)}
              cy={y(point.accuracy)}
              r={3}
              className={point.carried ? styles.carried : styles.measured}
            />
          ))}
        {measuredPoints(swaps).map(({ atMs, accuracy }) => (
          <path
            key={atMs}
            d={`M${x(atMs)},${y(accuracy) - 5}l4.5,5l-4.5,5l-4.5,-5z`}
            className={styles.bySteps}
          />
        ))}
      </svg>
    </div>
  );
});

function tickDigits(domain: readonly number[]): number {
  return (domain.at(-1) ?? 1) - (domain[0] ?? 0) > 0.04 ? 0 : 1;
}

/** A batch's accuracy holds until the next one's. */
function isSeen(points: readonly AccuracyPoint[], at: number, window: VisibleWindow): boolean {
  const [fromMs, toMs] = [points[at]?.atMs ?? 0, points[at + 1]?.atMs ?? window.toMs];
  return fromMs < window.toMs && toMs > window.fromMs;
}
