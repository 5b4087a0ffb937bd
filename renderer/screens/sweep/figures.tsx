/** The pictures of a sweep: heat maps, lines in one picture, or one of them for each policy. */
import { fixed } from "../../widgets/format.ts";
import room from "../shared/room.module.css";
import styles from "./figures.module.css";
import { HeatMap } from "./heat-map.tsx";
import { Legend } from "./legend.tsx";
import { LineChart } from "./line-chart.tsx";
import type { SweepView } from "./sweep-view.ts";

export function Figures({ view }: { readonly view: SweepView }) {
  const { shown, look, ramp } = view;
  if (ramp === undefined) return <p className={room.waiting}>{waitingText(view)}</p>;
  const isMap = look.roles.includes("y");
  if (!isMap && look.shown.kind === "together")
    return <LineChart view={view} policies={shown} title={view.words.title} height={340} />;
  const small = shown.length > 1;
  return (
    <>
      <div className={small ? styles.multiples : undefined}>
        {shown.map((policy) =>
          isMap ? (
            <HeatMap key={policy.name} view={view} policy={policy} height={small ? 168 : 340} />
          ) : (
            <LineChart
              key={policy.name}
              view={view}
              policies={[policy]}
              title={policy.title}
              height={small ? 168 : 340}
            />
          ),
        )}
      </div>
      {isMap ? <Legend view={view} ramp={ramp} /> : null}
    </>
  );
}

function waitingText({ reading, summary, words }: SweepView): string {
  if (reading.figures.count === 0)
    return summary.status === "running"
      ? "The first points are on their way."
      : "No point of this sweep has an answer. Resume it, or look at the failed points.";
  return `${words.title}: none of the ${fixed(reading.figures.count)} points has this figure. Choose another.`;
}
