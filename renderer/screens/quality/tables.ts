/** The room as tables and as comma-separated text: models by age, and batches. */
import { batchesIn } from "../../charts/quality/lines.ts";
import { csvText } from "../../widgets/csv.ts";
import type { Explanation } from "../../widgets/explanation.tsx";
import type { NumberCell, NumberRow } from "../../widgets/number-table.tsx";
import { cellExplanation, gainExplanation } from "./explain.ts";
import { alarmsAt } from "./time-reading.tsx";
import { cellAt, type ModelsView, type Spot } from "./view.ts";
import { accuracyText, batchText, pointsText } from "./words.ts";

/** Ages of a model in batches. */
const AGES = [0, 1, 2, 4, 8, 16, 32];
/** More rows than anybody reads. */
const MAX_ROWS = 800;

/** A row for each model: how good it is fresh, and as it ages. */
export function agesTable(view: ModelsView) {
  const { world, table } = view;
  const ages = AGES.filter((age) => age < table.batchCount);
  const cell = (spot: Spot): NumberCell => {
    const known = cellAt(table, spot);
    if (known === null) return { text: "–", tone: "faint" };
    return {
      text: accuracyText(known.accuracy) + (known.carried ? "*" : ""),
      ...(known.carried && { tone: "faint" as const }),
      explain: () => cellExplanation(view, spot),
    };
  };
  const count = Math.min(MAX_ROWS, table.batchCount);
  const rows = Array.from(
    { length: count },
    (_, trainedOn): NumberRow => ({
      key: String(trainedOn),
      head: batchText(world, trainedOn),
      cells: ages.map((age) => cell({ trainedOn, scoredOn: trainedOn + age })),
    }),
  );
  const columns = [
    { label: "Trained up to" },
    ...ages.map((age) => ({ label: age === 0 ? "Fresh" : `${age} later` })),
  ];
  const limited = count < table.batchCount ? `, the first ${count}` : "";
  return { caption: `Accuracy of models by age in batches${limited}`, columns, rows };
}

/** Every cell, one a line. */
export function surfaceCsv({ world, table }: ModelsView): string {
  const { batchCount } = table;
  const dates = world.batchesAtMs.map((atMs) => new Date(atMs).toISOString());
  const lines = [["trained_up_to", "scored_on", "accuracy", "measured"]];
  for (let trainedOn = 0; trainedOn < batchCount; trainedOn++) {
    for (let scoredOn = trainedOn; scoredOn < batchCount; scoredOn++) {
      const cell = cellAt(table, { trainedOn, scoredOn });
      if (cell === null) continue;
      const measured = cell.carried ? "carried" : "yes";
      const [from = "", to = ""] = [dates[trainedOn], dates[scoredOn]];
      lines.push([from, to, String(cell.accuracy), measured]);
    }
  }
  return csvText(lines);
}

/** A row for each batch of the visible window, under the chosen policy. */
export function batchesTable(view: ModelsView) {
  const { path, window, edgesMs, world } = view;
  const [first, end] = batchesIn(edgesMs, window);
  const served = path.served.filter(({ batch }) => batch >= first && batch < end);
  const rows = served.slice(0, MAX_ROWS).map(
    ({ batch }): NumberRow => ({
      key: String(batch),
      head: batchText(world, batch),
      cells: batchCells(view, batch),
    }),
  );
  return {
    caption: "Batches under the policy",
    columns: [
      { label: "Batch" },
      { label: "Accuracy" },
      { label: "Model of", words: true },
      { label: "Fresh model" },
      { label: "One more training" },
      { label: "Alarms", words: true },
    ],
    rows,
  };
}

function batchCells(view: ModelsView, batch: number): NumberCell[] {
  const { path, world, table, quality } = view;
  const served = path.served.find((each) => each.batch === batch);
  const gain = quality?.gains.find((each) => each.batch === batch);
  const fresh = { trainedOn: batch, scoredOn: batch };
  const known = cellAt(table, fresh);
  const own = { trainedOn: served?.trainedOn ?? batch, scoredOn: batch };
  return [
    number(accuracyText(served?.accuracy ?? 0), () => cellExplanation(view, own)),
    { text: batchText(world, own.trainedOn) },
    number(known === null ? "–" : accuracyText(known.accuracy), () => cellExplanation(view, fresh)),
    gain === undefined
      ? { text: "–", tone: "faint" }
      : number(pointsText(gain.untilNext), () => gainExplanation(view, gain)),
    { text: alarmsAt(view, batch).join(", ") || "none", tone: "faint" },
  ];
}

function number(text: string, explain: () => Explanation): NumberCell {
  return { text, explain };
}

/** What every policy served each batch with. */
export function batchesCsv({ paths, world }: ModelsView): string {
  const dates = world.batchesAtMs.map((atMs) => new Date(atMs).toISOString());
  const head = [
    "batch",
    ...paths.flatMap(({ policy }) => [`${policy}_model_of`, `${policy}_accuracy`]),
  ];
  const byBatch = paths.map(({ served }) => new Map(served.map((each) => [each.batch, each])));
  const lines = dates.map((date, batch) => [
    date,
    ...byBatch.flatMap((known) => {
      const served = known.get(batch);
      return served === undefined
        ? ["", ""]
        : [dates[served.trainedOn] ?? "", String(served.accuracy)];
    }),
  ]);
  return csvText([head, ...lines]);
}
