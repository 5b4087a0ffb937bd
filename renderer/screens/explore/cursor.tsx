/** The line under the pointer, with the instant and its intensity. */
import { type PointerEvent, useState } from "react";
import { carbonColor } from "../../charts/palette/carbon.ts";
import { valueAt } from "../../charts/series.ts";
import { clockText, dateText } from "../../preview/calendar.ts";
import { fixed } from "../../widgets/format.ts";
import styles from "./cursor.module.css";
import type { Frame } from "./frame.ts";
import type { View } from "./view.ts";

export function Cursor({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const [px, setPx] = useState<number | null>(null);
  const { layout, x, width, y } = frame;
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    setPx(event.clientX - event.currentTarget.getBoundingClientRect().left);
  };
  const atMs = px === null ? 0 : x.invert(px);
  const { world } = view.answer;
  const value = px === null ? undefined : valueAt(world.grid.trace, atMs);
  const { zone } = world.period;
  const clock = view.picture.binned === "day" ? "" : ` ${clockText(atMs, zone)}`;
  return (
    <div
      className={styles.field}
      style={{
        top: layout.intensity.top,
        height: layout.strip.top + layout.strip.height - layout.intensity.top,
      }}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPx(null)}
    >
      {px === null || value === undefined ? null : (
        <>
          <div
            className={styles.line}
            style={{ left: px, height: layout.axis.top - layout.intensity.top }}
          />
          <div
            className={styles.dot}
            style={{
              left: px,
              top: y(value) - layout.intensity.top,
              background: carbonColor(value, view.theme),
            }}
          />
          <p
            className={styles.tip}
            data-side={px > width / 2 ? "left" : "right"}
            style={{ left: px }}
          >
            {dateText(atMs, zone)}
            {clock} <strong>{fixed(value)} g/kWh</strong>
          </p>
        </>
      )}
    </div>
  );
}
