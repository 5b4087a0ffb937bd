/** What the marks mean, and the colour scale with its numbers. */
import { carbonLegend } from "../../charts/palette/carbon.ts";
import styles from "./legend.module.css";
import type { View } from "./view.ts";

export function Legend({ view }: { readonly view: View }) {
  const { lanesAs, accuracy, lanes } = view.picture;
  const carried = accuracy.some((point) => point.carried);
  const skipped = lanes.some((lane) => lane.requests.some((each) => each.skipped));
  const missed = lanes.some((lane) => lane.requests.some((each) => each.missed));
  return (
    <ul className={styles.legend} aria-label="Legend">
      {lanesAs === "time" ? (
        <>
          <Item mark="run">run, at least 5 px wide</Item>
          <Item mark="wait">waiting</Item>
          <Item mark="ghost">where the baseline ran</Item>
        </>
      ) : (
        <Item mark="raster">a column a request: top asked, bottom deadline</Item>
      )}
      {skipped && lanesAs === "raster" ? <Item mark="skip">skipped</Item> : null}
      {missed ? <Item mark="missed">after the deadline</Item> : null}
      {accuracy.some((point) => point.trained) ? <Item mark="trained">new model</Item> : null}
      {carried ? <Item mark="carried">accuracy carried from another measurement</Item> : null}
      <li className={styles.ramp}>
        {carbonLegend(view.theme).map(({ gPerKwh, color }) => (
          <span key={gPerKwh} className={styles.step} style={{ background: color }}>
            {gPerKwh % 200 === 0 ? <span>{gPerKwh}</span> : null}
          </span>
        ))}
        <span className={styles.unit}>g/kWh</span>
      </li>
    </ul>
  );
}

function Item({ mark, children }: { readonly mark: string; readonly children: string }) {
  return (
    <li>
      <span className={styles.mark} data-mark={mark} aria-hidden="true" />
      {children}
    </li>
  );
}
