/** The lanes' names: each selects its policy, and is lit when it is the selected one. */
import type { PictureLayout } from "../../charts/layout.ts";
import { fixed, grams, joined, percent } from "../../widgets/format.ts";
import styles from "./lane-buttons.module.css";
import type { Lane } from "./model.ts";
import type { View } from "./view.ts";

interface LaneButtonsProps {
  readonly view: View;
  readonly layout: PictureLayout;
}

export function LaneButtons({ view, layout }: LaneButtonsProps) {
  const { picture, policy, selectPolicy } = view;
  const { intensity, strip, accuracy } = layout;
  const mostG = Math.max(...picture.lanes.map((lane) => lane.result.carbonG));
  return (
    <>
      <p className={styles.caption} style={{ top: intensity.top }}>
        <strong>Carbon intensity</strong>
        <span>{picture.binned === "day" ? "g CO₂e/kWh, daily mean" : "g CO₂e/kWh"}</span>
      </p>
      <p className={styles.small} style={{ top: strip.top - 4 }}>
        as colour, 0–800
      </p>
      {picture.lanes.map((lane, index) => {
        const row = layout.lanes[index] ?? { top: 0, height: 0 };
        return (
          <button
            key={lane.policy}
            type="button"
            className={styles.lane}
            aria-pressed={lane.policy === policy}
            style={{ top: row.top, height: row.height }}
            onClick={() => selectPolicy(lane.policy)}
          >
            <span className={styles.title}>{lane.title}</span>
            <span className={styles.detail}>{laneDetail(lane, mostG)}</span>
          </button>
        );
      })}
      {accuracy === null ? null : (
        <p className={styles.caption} style={{ top: accuracy.top }}>
          <strong>Model accuracy</strong>
          <span>on each new batch</span>
        </p>
      )}
    </>
  );
}

function laneDetail({ result, baseline }: Lane, mostG: number): string {
  const runs = `${fixed(result.runs)} ${result.runs === 1 ? "run" : "runs"}`;
  const total = `${runs} · ${joined(grams(result.carbonG, mostG))}`;
  const saved = result.savedVsBaselinePct;
  return baseline || saved === null ? total : `${total} · ${percent(-saved, 0)}`;
}
