/** The whole period in one strip: accuracy of the policy, with the visible window as a brush. */
import { useMemo } from "react";
import { accuracyScale } from "../../charts/accuracy.ts";
import { timeScale } from "../../charts/intensity.ts";
import { stepLine } from "../../charts/quality/lines.ts";
import { Brush } from "../shared/brush.tsx";
import { useWidth } from "../shared/use-width.ts";
import styles from "./over-time.module.css";
import { LEFT } from "./time-layers.tsx";
import type { ModelsView } from "./view.ts";

const HEIGHT = 34;

export function Overview({ view }: { readonly view: ModelsView }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { period, window, setWindow, world, path, edgesMs } = view;
  const x = useMemo(() => timeScale(period.fromMs, period.toMs, width), [period, width]);
  const line = useMemo(() => {
    const points = path.served.map(({ batch, accuracy, carried }) => ({
      ...{ atMs: edgesMs[batch] as number, accuracy, carried },
      trained: false,
    }));
    if (points.length === 0) return "";
    const values = path.served.map(({ batch, accuracy }) => ({ batch, value: accuracy }));
    return stepLine(values, edgesMs, x, accuracyScale(points, 3, HEIGHT - 6));
  }, [path, edgesMs, x]);
  return (
    <div className={styles.overview} style={{ marginLeft: LEFT }} ref={ref}>
      {width === 0 ? null : (
        <>
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <path d={line} className={styles.all} />
          </svg>
          <Brush {...{ window, period, x, setWindow }} zone={world.period.zone} height={HEIGHT} />
        </>
      )}
    </div>
  );
}
