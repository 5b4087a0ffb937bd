/** The detectors as a table: what they would have done alone, and what the policy did about their alarms. */
import type { DetectorRow } from "../../preview/quality/types.ts";
import type { Explanation } from "../../widgets/explanation.tsx";
import { fixed } from "../../widgets/format.ts";
import type { NumberCell, NumberRow } from "../../widgets/number-table.tsx";
import type { ModelsView } from "./view.ts";
import { accuracyText, detectorText } from "./words.ts";

export const DETECTOR_COLUMNS = [
  { label: "Detector" },
  { label: "Trainings", unit: "alone" },
  { label: "Mean accuracy", unit: "alone" },
  { label: "Alarms", unit: "beside" },
  { label: "Answered", unit: "within 3 batches" },
  { label: "Unasked trainings" },
];

export function detectorRows(view: ModelsView): NumberRow[] {
  return (view.quality?.detectors ?? []).map((detector) => ({
    key: detector.id,
    head: detectorText(detector),
    cells: detectorCells(detector),
  }));
}

function detectorCells(detector: DetectorRow): NumberCell[] {
  const { alone, answered, limit } = detector;
  const explained = (title: string, value: string, formula: string): Explanation => ({
    ...{ title: `${title}: ${detectorText(detector)}`, value, formula },
    inputs: [
      { name: "fires from", value: limit === null ? "its own test" : String(limit) },
      { name: "trainings alone", value: fixed(alone.firedAt.length), evidence: "computed" },
      { name: "alarms beside the policy", value: fixed(answered.alarms), evidence: "computed" },
      { name: "trainings of the policy", value: fixed(answered.retrainings), evidence: "computed" },
    ],
    sources: [SOURCES[detector.test]],
  });
  const mean = accuracyText(alone.meanAccuracy);
  const unasked = `${fixed(answered.unasked)} of ${fixed(answered.retrainings)}`;
  return [
    number(fixed(alone.firedAt.length), () =>
      explained("Trainings", fixed(alone.firedAt.length), ALONE),
    ),
    number(mean, () => explained("Mean accuracy", mean, ALONE)),
    { text: fixed(answered.alarms) },
    { text: fixed(answered.answered) },
    number(unasked, () => explained("Unasked trainings", unasked, UNASKED)),
  ];
}

const ALONE =
  "when it fires after a batch, a model trained on that batch serves from the next one on; mean over the batches";
const UNASKED = "trainings of the policy without an alarm since its training before";

const SOURCES: Readonly<Record<DetectorRow["test"], string>> = {
  "page-hinkley":
    "E. Page, Continuous inspection schemes, Biometrika 41, 1954; a batch counts as at most 1,000 predictions, its errors spread evenly",
  adwin:
    "A. Bifet, R. Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007; a batch counts as at most 1,000 predictions, its errors spread evenly",
  ks: "M. Stephens, JRSS B 32, 1970: two-sample Kolmogorov–Smirnov test; of accuracies, the model’s first eight against its latest eight",
  psi: "Population stability index, limit 0.25: N. Siddiqi, Credit Risk Scorecards, Wiley 2006",
};

function number(text: string, explain: () => Explanation): NumberCell {
  return { text, explain };
}
