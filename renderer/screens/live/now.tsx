/** The line of now through the whole picture; between two answers it glides, where motion is wanted. */
import { momentText } from "../../preview/calendar.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./picture.module.css";
import type { RunView } from "./use-run-view.ts";

export function Now({ view, frame }: { readonly view: RunView; readonly frame: LiveFrame }) {
  const { nowMs, status } = view.run.summary;
  const { x, width, left } = frame;
  const at = x(nowMs);
  if (at < 0 || at > width + 1) return null;
  return (
    <div
      className={styles.now}
      data-moves={status === "running"}
      data-side={at > width - 120 ? "left" : "right"}
      style={{ transform: `translateX(${left + at}px)` }}
    >
      <span>{momentText(nowMs, view.zone)}</span>
    </div>
  );
}
