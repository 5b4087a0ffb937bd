/** What the cursor over time stands on: the batch, its model, its accuracy, alarms, and the gain. */
import { NumberButton } from "../../widgets/explanation.tsx";
import { fixed } from "../../widgets/format.ts";
import { cellExplanation, gainExplanation, meanExplanation } from "./explain.ts";
import styles from "./over-time.module.css";
import type { ModelsView } from "./view.ts";
import { accuracyText, batchText, pointsText, shortDetectorText } from "./words.ts";

interface ReadingProps {
  readonly view: ModelsView;
  readonly batch: number | null;
}

export function Reading({ view, batch }: ReadingProps) {
  const { path, world, quality } = view;
  if (batch === null)
    return (
      <p className={styles.reading}>
        <b>All batches</b>
        {path.meanAccuracy === null ? null : (
          <NumberButton label="Mean:" explain={() => meanExplanation(view, path)}>
            {accuracyText(path.meanAccuracy)}
          </NumberButton>
        )}
        <span>{fixed(path.models.length)} models</span>
      </p>
    );
  const served = path.served.find((each) => each.batch === batch);
  const gain = quality?.gains.find((each) => each.batch === batch);
  if (served === undefined)
    return (
      <p className={styles.reading}>
        <b>{batchText(world, batch)}</b>
        <span>no model yet</span>
      </p>
    );
  const spot = { trainedOn: served.trainedOn, scoredOn: batch };
  return (
    <p className={styles.reading}>
      <b>{batchText(world, batch)}</b>
      <NumberButton label="Accuracy:" explain={() => cellExplanation(view, spot)}>
        {accuracyText(served.accuracy)}
      </NumberButton>
      <span>model of {batchText(world, served.trainedOn)}</span>
      {gain === undefined || gain.untilNext === 0 ? null : (
        <span>
          one more training:{" "}
          <NumberButton label="Gain:" explain={() => gainExplanation(view, gain)}>
            {pointsText(gain.untilNext)}
          </NumberButton>
        </span>
      )}
      {alarmsAt(view, batch).map((text) => (
        <span key={text} className={styles.fired}>
          {text}
        </span>
      ))}
    </p>
  );
}

/** Detectors that fire after the batch. */
export function alarmsAt({ quality, look }: ModelsView, batch: number): string[] {
  return (quality?.detectors ?? [])
    .filter((detector) => detector[look.basis].firedAt.includes(batch))
    .map(shortDetectorText);
}

/** For those who do not see the chart. */
export function readingText(view: ModelsView, batch: number | null): string {
  if (batch === null) return "no batch chosen";
  const served = view.path.served.find((each) => each.batch === batch);
  const when = batchText(view.world, batch);
  if (served === undefined) return `${when}: no model yet`;
  const alarms = alarmsAt(view, batch);
  const fired = alarms.length === 0 ? "" : `, alarms: ${alarms.join(", ")}`;
  const model = batchText(view.world, served.trainedOn);
  return `${when}: ${accuracyText(served.accuracy)}, model of ${model}${fired}`;
}
