/** The deadline of one request, as an edge to drag; it holds for every request of the scenario. */
import type { HandleRange } from "../../charts/handle.ts";
import { clockText } from "../../preview/calendar.ts";
import { duration } from "../../widgets/format.ts";
import styles from "../shared/handle.module.css";
import { Handle } from "../shared/handle.tsx";
import type { Frame } from "./frame.ts";
import { handleRequest, longestDeadlineMs } from "./model.ts";
import type { View } from "./view.ts";

const MINUTE = 60_000;

export function deadlineRange(view: View): HandleRange {
  const most = Math.floor(longestDeadlineMs(view.answer.base) / MINUTE / 15) * 15;
  return { min: 15, max: most, step: 15, bigStep: 60 };
}

export function DeadlineHandle({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const { picture, history, answer, window, request, policy, edits } = view;
  const lane = picture.lanes.find((each) => each.policy === policy);
  const at = lane === undefined ? undefined : handleRequest(lane, request, window);
  if (at === undefined) return null;
  const { x, layout } = frame;
  const deadlineMs = edits.edits.deadlineMs ?? answer.base.workload.deadlineMs;
  const left = Math.min(frame.width, x(at.askedAtMs + deadlineMs));
  const last = layout.lanes.at(-1);
  const bottom = last === undefined ? layout.axis.top : last.top + last.height;
  const side = left < 70 ? styles.start : left > frame.width - 70 ? styles.end : "";
  const clock = clockText(at.askedAtMs + deadlineMs, answer.world.period.zone);
  return (
    <Handle
      label="Deadline"
      valueText={`${duration(deadlineMs)} after asking, done by ${clock}`}
      value={deadlineMs / MINUTE}
      range={deadlineRange(view)}
      orientation="horizontal"
      className={`${styles.upright} ${side}`}
      style={{ left, top: 0, height: bottom }}
      valueAt={(clientX) => x.invert(clientX) / MINUTE}
      onBegin={() => history.begin("deadline")}
      onChange={(minutes) => history.setDeadline(minutes * MINUTE)}
      onEnd={() => history.end()}
    >
      <span className={styles.pill}>
        done by {clock} · {duration(deadlineMs)} <span aria-hidden="true">⇔</span>
      </span>
    </Handle>
  );
}
