/** The chosen policy in four numbers; each opens. */
import { NumberButton } from "../../widgets/explanation.tsx";
import { fixed } from "../../widgets/format.ts";
import { gainExplanation, lowestExplanation, lowestOf, meanExplanation } from "./explain.ts";
import styles from "./figures.module.css";
import type { ModelsView } from "./view.ts";
import { accuracyText, batchesText, batchText, pointsText } from "./words.ts";

export function Figures({ view }: { readonly view: ModelsView }) {
  const { path, world, quality } = view;
  const { meanAccuracy, models, served } = path;
  const lowest = lowestOf(path);
  const gain = quality?.gains.reduce((best, each) =>
    each.untilNext > best.untilNext ? each : best,
  );
  return (
    <section className={styles.figures} aria-label={`Models of ${path.title}`}>
      <div>
        <h2>Models in service</h2>
        <p>{fixed(models.length)}</p>
        <small>over {batchesText(served.length)} of data</small>
      </div>
      <div>
        <h2>Mean accuracy</h2>
        <p>
          {meanAccuracy === null ? (
            "none"
          ) : (
            <NumberButton label="Mean accuracy:" explain={() => meanExplanation(view, path)}>
              {accuracyText(meanAccuracy)}
            </NumberButton>
          )}
        </p>
        <small>{againstBaseline(view)}</small>
      </div>
      <div>
        <h2>Lowest</h2>
        <p>
          {lowest === null ? (
            "none"
          ) : (
            <NumberButton
              label="Lowest accuracy:"
              explain={() => lowestExplanation(view, path) ?? meanExplanation(view, path)}
            >
              {accuracyText(lowest.accuracy)}
            </NumberButton>
          )}
        </p>
        <small>{lowest === null ? "" : `on ${batchText(world, lowest.batch)}`}</small>
      </div>
      <div>
        <h2>One more training gains at most</h2>
        <p>
          {quality === null ? (
            "…"
          ) : gain === undefined ? (
            "none"
          ) : (
            <NumberButton
              label="Gain of one more training:"
              explain={() => gainExplanation(view, gain)}
            >
              {pointsText(gain.untilNext)}
            </NumberButton>
          )}
        </p>
        <small>
          {gain === undefined || gain.untilNext <= 0
            ? "it never waits too long"
            : `on ${batchText(world, gain.batch)}, over ${batchesText(gain.batches)}`}
        </small>
      </div>
    </section>
  );
}

function againstBaseline({ path, paths }: ModelsView): string {
  const baseline = paths.find(({ isBaseline }) => isBaseline);
  if (path.isBaseline || baseline === undefined) return "the baseline";
  if (path.meanAccuracy === null || baseline.meanAccuracy === null) return "";
  return `${pointsText(path.meanAccuracy - baseline.meanAccuracy)} against ${baseline.title}`;
}
