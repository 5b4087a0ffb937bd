/** The detectors in numbers: what they would have done alone, and what the policy did about their alarms. */
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { fixed } from "../../widgets/format.ts";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../shared/section.tsx";
import { DETECTOR_COLUMNS, detectorRows } from "./detector-table.ts";
import styles from "./over-time.module.css";
import type { ModelsView } from "./view.ts";
import { accuracyText } from "./words.ts";

export function Detectors({ view }: { readonly view: ModelsView }) {
  const { quality, path, facts } = view;
  const rows = detectorRows(view);
  return (
    <Section
      title="Drift detectors"
      about={`against ${path.title}: ${fixed(path.models.length)} models, ${path.meanAccuracy === null ? "no accuracy" : accuracyText(path.meanAccuracy)}`}
      actions={
        <CopyButton
          text={() =>
            csvText([
              DETECTOR_COLUMNS.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
              ...rows.map(({ head, cells }) => [String(head), ...cells.map(({ text }) => text)]),
            ])
          }
        />
      }
    >
      {quality === null ? (
        <p className={styles.reading} role="status">
          Running the detectors…
        </p>
      ) : (
        <NumberTable caption="Drift detectors" columns={DETECTOR_COLUMNS} rows={rows} />
      )}
      <Hint>
        {facts.features === null
          ? "These watch errors and accuracies. Detectors over the data itself (PSI, Kolmogorov–Smirnov of each feature) need a surface whose program describes its batches."
          : "Of features, a batch is compared with the one that the serving model was last trained on."}
      </Hint>
    </Section>
  );
}
