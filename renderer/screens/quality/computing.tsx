/** A surface while it is computed: how far it is, what is measured so far, and the way to stop it. */
import { useMemo } from "react";
import type { QualityRun, QualityView } from "../../../engine/contract/quality.ts";
import { rampOf } from "../../charts/sweep/ramp.ts";
import type { SurfaceTable } from "../../preview/quality/types.ts";
import { Button } from "../../widgets/button.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { ProgressBar } from "../shared/progress-bar.tsx";
import room from "../shared/room.module.css";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import { useWidth } from "../shared/use-width.ts";
import styles from "./compute.module.css";
import { Refused } from "./not-computed.tsx";
import { SurfaceCanvas } from "./surface-canvas.tsx";
import type { QualityFacts } from "./use-facts.ts";
import { progressText } from "./words.ts";

interface ComputingProps {
  readonly view: QualityView;
  readonly run: QualityRun;
  readonly theme: "light" | "dark";
  readonly facts: QualityFacts;
}

export function Computing({ view, run, theme, facts }: ComputingProps) {
  const { done, total, failures } = run;
  return (
    <div className={room.screen}>
      <RoomHeader
        title={view.title}
        synthetic={null}
        badges={<Badge>Training and scoring</Badge>}
        facts={`Models and drift: ${run.workers} ${run.workers === 1 ? "program" : "programs side by side"}, every accuracy is kept as soon as it is measured`}
        actions={
          <Button disabled={facts.busy} onClick={facts.cancel}>
            Cancel
          </Button>
        }
      />
      <Refused facts={facts} />
      <ProgressBar
        label="Progress of the surface"
        value={done}
        total={total}
        text={progressText(run)}
      />
      {failures.length === 0 ? null : (
        <IssuePanel
          title="Some models have no figures; the others go on"
          issues={failures.map(({ issue }) => issue)}
        />
      )}
      {run.measured.length === 0 ? (
        <p className={room.waiting}>{NOTHING_YET}</p>
      ) : (
        <SoFar run={run} batches={view.batches ?? 0} theme={theme} />
      )}
    </div>
  );
}

const NOTHING_YET = "Accuracies stand here as soon as the first model is scored.";

interface SoFarProps {
  readonly run: QualityRun;
  readonly batches: number;
  readonly theme: "light" | "dark";
}

function SoFar({ run, batches, theme }: SoFarProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const table = useMemo(() => tableOf(run, batches), [run, batches]);
  const ramp = useMemo(
    () =>
      rampOf(
        table.accuracy.filter((value) => !Number.isNaN(value)),
        "more",
      ),
    [table],
  );
  const height = Math.max(160, Math.min(420, Math.round(width * 0.45)));
  return (
    <figure className={styles.soFar}>
      <figcaption>
        Accuracies so far: trained up to (upwards) and scored on (to the right);{" "}
        {theme === "light" ? "pale" : "dark"} is better
      </figcaption>
      <div ref={ref} style={{ height }}>
        {width === 0 || ramp === undefined ? null : (
          <SurfaceCanvas
            {...{ table, ramp, theme }}
            grid={{ columns: batches, rows: batches, width, height }}
          />
        )}
      </div>
    </figure>
  );
}

function tableOf({ measured }: QualityRun, batchCount: number): SurfaceTable {
  const accuracy = new Float64Array(batchCount * batchCount).fill(Number.NaN);
  for (const { trainedOn, accuracy: row } of measured)
    for (const [batch, value] of row.entries())
      if (value !== null) accuracy[trainedOn * batchCount + batch] = value;
  return { batchCount, accuracy, carried: new Uint8Array(batchCount * batchCount) };
}
