/** The picture: intensity over time, the same hours below as runs, and the model's accuracy. */
import { useMemo } from "react";
import { useWidth } from "../shared/use-width.ts";
import { AccuracyLayer } from "./accuracy-layer.tsx";
import { Axis } from "./axis.tsx";
import { Cursor } from "./cursor.tsx";
import { DeadlineHandle } from "./deadline-handle.tsx";
import { type Frame, frameOf } from "./frame.ts";
import { IntensityLayer } from "./intensity-layer.tsx";
import { LaneButtons } from "./lane-buttons.tsx";
import { LaneLayer } from "./lane-layer.tsx";
import { Legend } from "./legend.tsx";
import styles from "./picture.module.css";
import { ThresholdHandle } from "./threshold-handle.tsx";
import { useLaneKeys } from "./use-lane-keys.ts";
import type { View } from "./view.ts";

const COMPACT_BELOW_PX = 720;

export function Picture({ view }: { readonly view: View }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const compact = globalThis.innerHeight < COMPACT_BELOW_PX;
  const frame = useMemo(
    () => frameOf(view.picture, width, compact),
    [view.picture, width, compact],
  );
  return (
    <>
      <div className={styles.picture} style={{ height: frame.layout.height }}>
        <LaneButtons view={view} layout={frame.layout} />
        <div className={styles.plot} ref={ref} data-testid="plot">
          {width > 0 ? <Plot view={view} frame={frame} /> : null}
        </div>
      </div>
      <Legend view={view} />
    </>
  );
}

function Plot({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const { picture, theme } = view;
  const onKeyDown = useLaneKeys(view);
  return (
    <>
      <svg
        width={frame.width}
        height={frame.layout.height}
        className={styles.svg}
        aria-hidden="true"
      >
        <clipPath id="plot-clip">
          <rect width={frame.width} height={frame.layout.height} />
        </clipPath>
        <Axis picture={picture} frame={frame} />
        <IntensityLayer view={view} frame={frame} theme={theme} />
        <AccuracyLayer view={view} frame={frame} />
      </svg>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture is no fieldset. */}
      <svg
        width={frame.width}
        height={frame.layout.height}
        className={styles.svg}
        role="group"
        aria-label="Runs of each policy"
        onKeyDown={onKeyDown}
      >
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1,7 L7,-1 M-1,1 L1,-1 M5,7 L7,5" className={styles.hatch} />
        </pattern>
        {picture.lanes.map((lane, index) => (
          <LaneLayer
            key={lane.policy}
            lane={lane}
            row={frame.layout.lanes[index] ?? { top: 0, height: 0 }}
            x={frame.x}
            as={picture.lanesAs}
            zone={view.answer.world.period.zone}
            theme={theme}
            selected={lane.policy === view.policy ? view.request : null}
            onSelect={view.selectRequest}
          />
        ))}
      </svg>
      <Cursor view={view} frame={frame} />
      <ThresholdHandle view={view} frame={frame} />
      {picture.lanesAs === "time" ? <DeadlineHandle view={view} frame={frame} /> : null}
    </>
  );
}
