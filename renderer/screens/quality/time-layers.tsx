/** What is drawn over time: lines of accuracy, models, alarms, and gains, each in a row of its own. */
import { useMemo } from "react";
import { accuracyScale } from "../../charts/accuracy.ts";
import type { LinearScale } from "../../charts/intensity.ts";
import { gainScale, stepLine } from "../../charts/quality/lines.ts";
import { fixed } from "../../widgets/format.ts";
import styles from "./over-time.module.css";
import type { MarkedPath, ModelsView } from "./view.ts";
import { pointsText, shortDetectorText } from "./words.ts";

/** Room for the names of detectors. */
export const LEFT = 118;
const LINES = { top: 18, height: 150 };
const MODELS = { top: 194, height: 14 };
const LANES_TOP = 232;
const LANE = 17;
const GAIN_HEIGHT = 52;
/** Names of models are dots while they can be told apart. */
const MIN_DOT_GAP = 7;

export interface ChartRows {
  readonly lanes: number;
  readonly gainTop: number;
  readonly bottom: number;
}

export function chartRows(lanes: number): ChartRows {
  const gainTop = LANES_TOP + lanes * LANE + 26;
  return { lanes, gainTop, bottom: gainTop + GAIN_HEIGHT };
}

interface LayersProps {
  readonly view: ModelsView;
  readonly first: number;
  readonly end: number;
  readonly x: LinearScale;
  readonly room: number;
  readonly rows: ChartRows;
}

export function TimeLayers(props: LayersProps) {
  const { room, rows } = props;
  return (
    <svg className={styles.svg} width={room + LEFT} height={rows.bottom + 20} aria-hidden="true">
      <defs>
        <clipPath id="quality-time">
          <rect x="0" y="0" width={room} height={rows.bottom} />
        </clipPath>
      </defs>
      <g transform={`translate(${LEFT},0)`}>
        <Lines {...props} />
        <Models {...props} />
        <Lanes {...props} />
        <Gains {...props} />
      </g>
    </svg>
  );
}

function Lines({ view, first, end, x, room }: LayersProps) {
  const { paths, path, edgesMs } = view;
  const visible = useMemo(
    () => paths.map((each) => ({ ...each, served: servedIn(each, first, end) })),
    [paths, first, end],
  );
  const points = visible.flatMap(({ served }) =>
    served.map(({ batch, accuracy, carried }) => ({
      ...{ atMs: edgesMs[batch] as number, accuracy, carried },
      trained: false,
    })),
  );
  if (points.length === 0) return null;
  const y = accuracyScale(points, LINES.top, LINES.height);
  const lineOf = ({ served }: MarkedPath) =>
    stepLine(
      served.map(({ batch, accuracy }) => ({ batch, value: accuracy })),
      edgesMs,
      x,
      y,
    );
  const own = visible.find(({ policy }) => policy === path.policy) as MarkedPath;
  const others = visible.filter(({ policy }) => policy !== path.policy);
  const [low = 0, high = 1] = y.domain();
  const decimals = high - low < 0.045 ? 1 : 0;
  return (
    <>
      <text className={styles.caption} y={LINES.top - 8}>
        Accuracy on each batch, %
      </text>
      <g className={styles.grid}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={0} x2={room} y1={y(tick)} y2={y(tick)} />
            <text x={-8} y={y(tick) + 4} textAnchor="end">
              {fixed(tick * 100, decimals)}
            </text>
          </g>
        ))}
      </g>
      <g clipPath="url(#quality-time)">
        {others.map((each) => (
          <path
            key={each.policy}
            d={lineOf(each)}
            className={styles.other}
            style={{ stroke: each.mark.color }}
          />
        ))}
        <path d={lineOf(own)} className={styles.halo} />
        <path d={lineOf(own)} className={styles.own} style={{ stroke: own.mark.color }} />
        <Dots view={view} own={own} x={x} y={y} />
      </g>
    </>
  );
}

interface DotsProps {
  readonly view: ModelsView;
  readonly own: MarkedPath;
  readonly x: LinearScale;
  readonly y: LinearScale;
}

/** Where a new model took over. */
function Dots({ view, own, x, y }: DotsProps) {
  const { edgesMs } = view;
  const begun = own.models.flatMap(({ from }) => {
    const served = own.served.find(({ batch }) => batch === from);
    return served === undefined ? [] : [{ at: x(edgesMs[from] as number), y: y(served.accuracy) }];
  });
  const gap = (x.range()[1] as number) / Math.max(1, begun.length);
  if (gap < MIN_DOT_GAP) return null;
  return begun.map((dot) => (
    <path
      key={dot.at}
      transform={`translate(${dot.at},${dot.y})`}
      d={own.mark.path(36)}
      className={styles.dot}
      style={{ fill: own.mark.color }}
    />
  ));
}

function Models({ view, x }: LayersProps) {
  const { path, edgesMs } = view;
  return (
    <>
      <text className={styles.lane} x={-8} y={MODELS.top + 11} textAnchor="end">
        models
      </text>
      <g clipPath="url(#quality-time)">
        {path.models.map(({ trainedOn, from, to }, index) => {
          const left = x(edgesMs[from] as number);
          const right = x(edgesMs[to] as number);
          return (
            <rect
              key={trainedOn}
              x={left}
              y={MODELS.top}
              width={Math.max(0.6, right - left - (right - left > 4 ? 1 : 0))}
              height={MODELS.height}
              style={{ fill: path.mark.color, opacity: index % 2 === 0 ? 0.85 : 0.45 }}
            />
          );
        })}
      </g>
    </>
  );
}

function Lanes({ view, x, room }: LayersProps) {
  const { quality, look, edgesMs } = view;
  return (
    <>
      <text className={styles.caption} y={LANES_TOP - 8}>
        {look.basis === "alone"
          ? "Detectors in the policy’s place: each mark is a training"
          : "Detectors beside the policy: each mark is an alarm"}
      </text>
      {(quality?.detectors ?? []).map((detector, index) => {
        const y = LANES_TOP + index * LANE + LANE / 2;
        return (
          <g key={detector.id}>
            <line className={styles.rule} x1={0} x2={room} y1={y} y2={y} />
            <text className={styles.lane} x={-8} y={y + 4} textAnchor="end">
              {shortDetectorText(detector)}
            </text>
            <g clipPath="url(#quality-time)">
              {detector[look.basis].firedAt.map((batch) => (
                <path
                  key={batch}
                  className={styles.alarm}
                  transform={`translate(${x(edgesMs[batch + 1] as number)},${y})`}
                  d="M0,-5.5L4.5,4L-4.5,4Z"
                />
              ))}
            </g>
          </g>
        );
      })}
    </>
  );
}

function Gains({ view, first, end, x, room, rows }: LayersProps) {
  const { quality, edgesMs } = view;
  const gains = (quality?.gains ?? []).filter(({ batch }) => batch >= first && batch < end);
  const y = gainScale(
    gains.map(({ untilNext }) => untilNext),
    rows.gainTop,
    GAIN_HEIGHT,
  );
  const zero = y(0);
  const [, most = 0] = y.domain();
  return (
    <>
      <text className={styles.caption} y={rows.gainTop - 8}>
        A training on this batch would gain, until the policy’s next model
      </text>
      <g className={styles.grid}>
        {[0, most].map((tick) => (
          <g key={tick}>
            <line x1={0} x2={room} y1={y(tick)} y2={y(tick)} />
            <text x={-8} y={y(tick) + 4} textAnchor="end">
              {tick === 0 ? "0" : pointsText(tick)}
            </text>
          </g>
        ))}
      </g>
      <g clipPath="url(#quality-time)">
        {gains.map(({ batch, untilNext }) => {
          const left = x(edgesMs[batch] as number);
          const width = x(edgesMs[batch + 1] as number) - left;
          const top = y(Math.max(0, untilNext));
          return (
            <rect
              key={batch}
              className={untilNext < 0 ? styles.loss : styles.gain}
              x={left}
              y={top}
              width={Math.max(0.6, width - (width > 4 ? 1 : 0))}
              height={Math.abs(y(untilNext) - zero)}
            />
          );
        })}
      </g>
    </>
  );
}

function servedIn(path: MarkedPath, first: number, end: number) {
  return path.served.filter(({ batch }) => batch >= first && batch < end);
}
