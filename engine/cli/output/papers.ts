/** Checks and experiments of papers as people read them in a terminal. */
import type { ExperimentTable } from "../../lab/papers/experiment.ts";
import type { PaperFigure, PaperReport } from "../../lab/papers/run-checks.ts";
import type { ExperimentReport } from "../../lab/papers/run-experiment.ts";
import { formatTable } from "./table.ts";

const DECIMALS = 3;
const HEADER = ["configuration", "figures", "greatest difference", "found", "expected", ""];

/** A table for each expected file; each row holds the figures of one configuration. */
export function formatPapers({
  checks,
  maxRelativeDifference,
  failed,
  tolerance,
}: PaperReport): string {
  const files = [...Map.groupBy(checks, ({ file }) => file)];
  const tables = files.flatMap(([file, figures]) => {
    const configurations = [...Map.groupBy(figures, ({ config }) => configurationOf(config))];
    const rows = configurations.map(([name, group]) => row(name, group, tolerance));
    return [file, formatTable(HEADER, rows), ""];
  });
  return [
    ...tables,
    `${checks.length} figures of ${files.length} expected files, greatest relative difference ` +
      `${maxRelativeDifference.toExponential(1)}; ${failed} differ by more than ${tolerance}`,
  ].join("\n");
}

/** Everything before the name of the figure. */
function configurationOf(config: string): string {
  return config.slice(0, config.lastIndexOf("|"));
}

/** The figure that differs most stands for its configuration. */
function row(name: string, figures: readonly PaperFigure[], tolerance: number): string[] {
  const worst = figures.reduce((most, each) =>
    each.relativeDifference > most.relativeDifference ? each : most,
  );
  const { relativeDifference, value, expected } = worst;
  return [
    name,
    String(figures.length),
    relativeDifference.toExponential(1),
    String(value),
    String(expected),
    relativeDifference > tolerance ? `differs: ${worst.config.slice(name.length + 1)}` : "",
  ];
}

export function formatExperiment(report: ExperimentReport): string {
  const { paper, zone, quirks, corrected, tables } = report;
  return [
    `${paper}, ${zone}`,
    `as published: ${quirks.join(", ") || "nothing"}`,
    `corrected: ${corrected.join(", ") || "nothing"}`,
    ...tables.flatMap(formatOne),
  ].join("\n");
}

function formatOne({ title, columns, rows }: ExperimentTable): string[] {
  const cell = (value: string | number) =>
    typeof value === "number" ? value.toFixed(DECIMALS) : value;
  return [
    "",
    title,
    formatTable(
      columns,
      rows.map((each) => each.map(cell)),
    ),
  ];
}
