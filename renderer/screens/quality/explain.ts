/** The numbers of the Models and drift room, opened: formula, inputs, sources. */
import type { RetrainingGain } from "../../preview/quality/types.ts";
import type { Explanation, ExplanationInput } from "../../widgets/explanation.tsx";
import { fixed } from "../../widgets/format.ts";
import { cellAt, type MarkedPath, type ModelsView, type Spot } from "./view.ts";
import { accuracyText, batchText, kindText, pointsText } from "./words.ts";

export function accuracySources({ world }: ModelsView): string[] {
  const { text, about } = kindText(world);
  return [`${text}: ${about}`];
}

/** One accuracy of the surface. */
export function cellExplanation(view: ModelsView, spot: Spot): Explanation {
  const { world, table } = view;
  const cell = cellAt(table, spot);
  const model = batchText(world, spot.trainedOn);
  return {
    title: `Model of ${model} on the batch of ${batchText(world, spot.scoredOn)}`,
    value: cell === null ? "none" : accuracyText(cell.accuracy),
    ...formulaOf(view, spot),
    ...(cell?.carried && {
      note: "This pair was never measured: the model's last measurement stands in, and is marked.",
    }),
    sources: accuracySources(view),
  };
}

function formulaOf(view: ModelsView, spot: Spot): Pick<Explanation, "formula" | "inputs"> {
  const { quality } = view.world;
  const { surface } = view.facts;
  if (quality.kind === "synthetic") {
    const stated = (name: string, value: string): ExplanationInput => ({
      ...{ name, value },
      evidence: "stated",
    });
    return {
      formula: "fresh accuracy − drift since the training, never below the floor",
      inputs: [
        stated("fresh accuracy", accuracyText(quality.freshAccuracy)),
        stated("floor", accuracyText(quality.floor)),
        stated("mean loss from batch to batch", pointsText(-quality.gradualLossPerBatch)),
        stated("a sudden shift", pointsText(-quality.shiftLoss)),
        { name: "seed", value: String(view.world.seed), evidence: "stated" },
      ],
    };
  }
  const measured = (name: string, value: string): ExplanationInput => ({
    ...{ name, value },
    evidence: "measured",
  });
  if (surface === null)
    return {
      formula: "right predictions / rows of the batch",
      inputs: [measured("accuracy", "as the experiment printed it")],
    };
  const model = surface.models[spot.trainedOn];
  const rows = surface.rows[spot.scoredOn];
  return {
    formula: "right predictions / rows of the batch",
    inputs: [
      ...(rows === undefined ? [] : [measured("rows scored", fixed(rows))]),
      ...(model === undefined
        ? []
        : [
            measured("rows trained on", fixed(model.rows)),
            measured("training took", `${fixed(model.seconds, 1)}\u00a0s`),
            measured("model", model.key.slice(0, 12)),
          ]),
    ],
  };
}

export function meanExplanation(view: ModelsView, path: MarkedPath): Explanation {
  const { served, meanAccuracy } = path;
  return {
    title: `Mean accuracy of ${path.title}`,
    value: meanAccuracy === null ? "none" : accuracyText(meanAccuracy),
    formula: "sum of the accuracies of all served batches / their number",
    inputs: [
      { name: "served batches", value: fixed(served.length), evidence: "computed" },
      {
        name: "of them carried over from another measurement",
        value: fixed(served.filter(({ carried }) => carried).length),
        evidence: "computed",
      },
    ],
    note: "A batch is judged by the model in service when the next batch arrives. Batches before the first training are left out.",
    sources: accuracySources(view),
  };
}

export function lowestExplanation(view: ModelsView, path: MarkedPath): Explanation | null {
  const lowest = lowestOf(path);
  if (lowest === null) return null;
  const cell = cellExplanation(view, { trainedOn: lowest.trainedOn, scoredOn: lowest.batch });
  return { ...cell, title: `Lowest accuracy of ${path.title}`, note: cell.title };
}

export function lowestOf({ served }: MarkedPath) {
  const [first] = served;
  if (first === undefined) return null;
  return served.reduce((low, each) => (each.accuracy < low.accuracy ? each : low), first);
}

/** What one more training would have gained. */
export function gainExplanation(view: ModelsView, gain: RetrainingGain): Explanation {
  const own = view.path.served.find(({ batch }) => batch === gain.batch);
  const fresh = cellAt(view.table, { trainedOn: gain.batch, scoredOn: gain.batch });
  return {
    title: `Had ${view.path.title} retrained on the batch of ${batchText(view.world, gain.batch)}`,
    value: pointsText(gain.untilNext),
    formula:
      "mean over the batches until the policy's own next model: accuracy of the new model − that served",
    inputs: [
      {
        name: "batches until its next model",
        value: fixed(gain.batches),
        evidence: "computed",
      },
      { name: "gained on this batch", value: pointsText(gain.now), evidence: "computed" },
      ...(own === undefined ? [] : [input("served with", own.accuracy)]),
      ...(fresh === null ? [] : [input("the new model, fresh", fresh.accuracy)]),
    ],
    note: "As if the new model had been in service at once. The carbon and the time of the training are not in it.",
    sources: accuracySources(view),
  };
}

function input(name: string, accuracy: number): ExplanationInput {
  return { name, value: accuracyText(accuracy), evidence: "computed" };
}
