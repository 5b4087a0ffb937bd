/** All policies on this surface: how many models, and how good they were. */
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { fixed } from "../../widgets/format.ts";
import { type NumberCell, NumberTable } from "../../widgets/number-table.tsx";
import { Section } from "../shared/section.tsx";
import { PolicyName } from "../sweep/policy-name.tsx";
import { lowestExplanation, lowestOf, meanExplanation } from "./explain.ts";
import styles from "./policies.module.css";
import type { MarkedPath, ModelsView } from "./view.ts";
import { accuracyText, batchText, pointsText } from "./words.ts";

const COLUMNS = [
  { label: "Policy" },
  { label: "Models" },
  { label: "Mean accuracy" },
  { label: "Against baseline" },
  { label: "Lowest" },
  { label: "On", words: true },
];

export function Policies({ view }: { readonly view: ModelsView }) {
  const rows = view.paths.map((path) => ({
    key: path.policy,
    head: <PolicyButton view={view} path={path} />,
    cells: cellsOf(view, path),
    ...(path.policy === view.path.policy && { kind: "selected" as const }),
  }));
  return (
    <Section
      title="Policies"
      about="the same batches, served by the models that each of them trained"
      actions={
        <CopyButton
          text={() =>
            csvText([
              COLUMNS.map(({ label }) => label),
              ...view.paths.map((path) => [
                path.title,
                ...cellsOf(view, path).map(({ text }) => text),
              ]),
            ])
          }
        />
      }
    >
      <NumberTable caption="Policies" columns={COLUMNS} rows={rows} />
    </Section>
  );
}

function PolicyButton({ view, path }: { readonly view: ModelsView; readonly path: MarkedPath }) {
  return (
    <button
      type="button"
      className={styles.policy}
      aria-pressed={path.policy === view.path.policy}
      onClick={() => view.selectPolicy(path.policy)}
    >
      <PolicyName policy={path} />
    </button>
  );
}

function cellsOf(view: ModelsView, path: MarkedPath): NumberCell[] {
  const { meanAccuracy, models, isBaseline } = path;
  const baseline = view.paths.find((each) => each.isBaseline)?.meanAccuracy ?? null;
  const lowest = lowestOf(path);
  const lowestOpened = () => lowestExplanation(view, path) ?? meanExplanation(view, path);
  const difference =
    isBaseline || meanAccuracy === null || baseline === null ? null : meanAccuracy - baseline;
  return [
    { text: fixed(models.length) },
    {
      text: meanAccuracy === null ? "none" : accuracyText(meanAccuracy),
      explain: () => meanExplanation(view, path),
    },
    {
      text: difference === null ? "–" : pointsText(difference),
      tone: difference === null ? "faint" : toneOf(difference),
    },
    lowest === null
      ? { text: "none" }
      : { text: accuracyText(lowest.accuracy), explain: lowestOpened },
    { text: lowest === null ? "" : batchText(view.world, lowest.batch) },
  ];
}

/** What rounds to nothing is neither better nor worse. */
function toneOf(difference: number): NumberCell["tone"] {
  if (Math.abs(difference) < 0.000_05) return "faint";
  return difference > 0 ? "better" : "worse";
}
