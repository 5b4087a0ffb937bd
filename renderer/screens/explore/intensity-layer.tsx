/** Intensity as line, area and colour strip, and the forecast that the selected run saw. */
import { memo, useMemo } from "react";
import { intensityMarks, intensityTicks } from "../../charts/intensity.ts";
import { carbonColor } from "../../charts/palette/carbon.ts";
import { joinBins } from "../../charts/series.ts";
import { clockText, dateText } from "../../preview/calendar.ts";
import { explain } from "../../preview/explain.ts";
import type { Frame } from "./frame.ts";
import styles from "./picture.module.css";
import type { View } from "./view.ts";

interface LayerProps {
  readonly view: View;
  readonly frame: Frame;
  readonly theme: View["theme"];
}

export function IntensityLayer({ view, frame, theme }: LayerProps) {
  const { bins } = view.picture;
  const { x, y, width, layout } = frame;
  const marks = useMemo(() => intensityMarks(bins, x, y), [bins, x, y]);
  return (
    <g clipPath="url(#plot-clip)">
      <path d={marks.area} className={styles.area} />
      {marks.band === "" ? null : <path d={marks.band} className={styles.band} />}
      <g className={styles.grid}>
        {intensityTicks(y).map((tick) => (
          <line key={tick} x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
        ))}
      </g>
      <path d={marks.line} className={styles.line} />
      <Strip bins={bins} x={x} top={layout.strip.top} height={layout.strip.height} theme={theme} />
      {view.request === null ? null : <ForecastSeen view={view} frame={frame} />}
    </g>
  );
}

interface StripProps {
  readonly bins: View["picture"]["bins"];
  readonly x: Frame["x"];
  readonly top: number;
  readonly height: number;
  readonly theme: View["theme"];
}

export const Strip = memo(function Strip({ bins, x, top, height, theme }: StripProps) {
  return joinBins(bins, 4).map((bin) => (
    <rect
      key={bin.fromMs}
      x={x(bin.fromMs)}
      width={x(bin.toMs) - x(bin.fromMs) + 0.4}
      y={top}
      height={height}
      fill={carbonColor(bin.mean, theme)}
    />
  ));
});

function ForecastSeen({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const { answer, policy, request } = view;
  const { x, y } = frame;
  const explanation = useMemo(
    () => explain(answer, policy, request ?? -1),
    [answer, policy, request],
  );
  const steps = explanation?.forecast ?? [];
  const first = steps[0];
  if (explanation === undefined || first === undefined) return null;
  const bins = steps.map((step) => ({
    ...step,
    mean: step.gPerKwh,
    min: step.gPerKwh,
    max: step.gPerKwh,
  }));
  const { zone } = answer.world.period;
  const text = `Forecast seen ${dateText(first.fromMs, zone)}, ${clockText(first.fromMs, zone)}`;
  const atLeft = x(first.fromMs) > 200;
  const textX = atLeft ? x(first.fromMs) - 6 : x(steps.at(-1)?.toMs ?? first.toMs) + 8;
  return (
    <>
      <path d={intensityMarks(bins, x, y).line} className={styles.forecast} />
      <text
        x={textX}
        y={frame.layout.intensity.top + 12}
        textAnchor={atLeft ? "end" : "start"}
        className={styles.note}
      >
        {text}
      </text>
    </>
  );
}
