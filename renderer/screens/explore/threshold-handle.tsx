/** The intensity limit of the selected policy, as a line to drag. */
import type { HandleRange } from "../../charts/handle.ts";
import handleStyles from "../shared/handle.module.css";
import { Handle } from "../shared/handle.tsx";
import type { Frame } from "./frame.ts";
import { hasLimit } from "./model.ts";
import type { View } from "./view.ts";

/** Grams per kWh; the carbon ramp's own domain. */
export const LIMIT_RANGE: HandleRange = { min: 0, max: 800, step: 1, bigStep: 20 };

export function ThresholdHandle({ view, frame }: { readonly view: View; readonly frame: Frame }) {
  const { spec, history, result } = view;
  const limit = view.edits.edits.policies[spec.name]?.limitGPerKwh;
  if (!hasLimit(spec)) return null;
  const value = typeof limit === "number" ? limit : spec.limitGPerKwh;
  const { y } = frame;
  const most = Math.min(LIMIT_RANGE.max, Math.floor(y.domain()[1] ?? LIMIT_RANGE.max));
  const range = { ...LIMIT_RANGE, max: Math.max(most, value) };
  return (
    <Handle
      label={`Limit of ${result.title}`}
      valueText={`${value} grams per kilowatt-hour`}
      value={value}
      range={range}
      orientation="vertical"
      className={handleStyles.across}
      style={{ top: y(Math.min(value, y.domain()[1] ?? value)), left: 0, right: 0 }}
      valueAt={(_, clientY) => y.invert(clientY)}
      onBegin={() => history.begin(`limit ${spec.name}`)}
      onChange={(next) => history.setPolicy(spec.name, { limitGPerKwh: next })}
      onEnd={() => history.end()}
    >
      <span className={handleStyles.pill}>
        {value} g <span aria-hidden="true">⇕</span>
      </span>
    </Handle>
  );
}
