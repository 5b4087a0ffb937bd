/** What a live run and its replay have in common, as people and programs read it. */
import type { PairedDecision } from "../../core/live/decisions.ts";
import type { DurationParity } from "../../core/live/parity.ts";
import { formatDuration } from "../../core/units/duration.ts";
import type { Parity } from "../../lab/live/parity.ts";
import { tookText } from "./live.ts";
import { formatTable } from "./table.ts";

/** Differences that are listed. */
const MAX_LISTED = 20;

export function formatParity(parity: Parity): string {
  const { decisions, trees, energyKwh, carbonG } = parity;
  const verdict = parity.agrees ? "agrees with its replay" : "differs from its replay";
  const differences = [
    ...decisions.differing.map(decisionText),
    ...trees.differing.flatMap(({ request, nodes }) =>
      nodes.map((node) => `request ${request}, ${node}`),
    ),
  ];
  return [
    `${parity.scenario}, ${parity.policy}: live run ${parity.run} (${parity.status}) ${verdict}`,
    `  Decisions: ${decisions.alike} of ${decisions.live} alike within ${formatDuration(parity.tickMs)} of scenario time; the replay has ${decisions.replayed}`,
    `  Node trees: ${trees.alike} of ${trees.live} alike; the replay has ${trees.replayed}`,
    `  Energy: ${figure(energyKwh.measured)} kWh from measured CPU time, ${figure(energyKwh.predicted)} kWh predicted`,
    `  Carbon: ${figure(carbonG.measured)} g, ${figure(carbonG.predicted)} g predicted`,
    ...modelLines(parity),
    ...differences.slice(0, MAX_LISTED).map((each) => `  Differs: ${each}`),
    ...(differences.length > MAX_LISTED ? [`  and ${differences.length - MAX_LISTED} more`] : []),
    "",
    durationTable(parity.durations),
  ].join("\n");
}

/** The scenario's quality is what policies look at; what the steps measured is beside it. */
function modelLines({ models }: Parity): string[] {
  const known = models.filter(({ measured }) => measured !== null);
  if (known.length === 0) return [];
  const list = known.map(
    ({ trainedOn, measured, stated }) =>
      `batch ${trainedOn} ${percent(measured as number)} (scenario ${percent(stated)})`,
  );
  return [`  Accuracy measured at training: ${list.join(", ")}`];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function decisionText({ live, replayed }: PairedDecision): string {
  const here = `request ${live.request}: ${live.action} at ${instant(live.atMs)}`;
  if (replayed === undefined) return `${here}; the replay decides nothing there`;
  return `${here}; the replay: ${replayed.action} at ${instant(replayed.atMs)}`;
}

const HEADER = ["Step", "Pods", "Took", "Predicted", "CPU s", "Predicted CPU s"];

function durationTable(durations: readonly DurationParity[]): string {
  const rows = durations.map((each) => [
    each.template,
    String(each.pods.live),
    time(each.measuredMs),
    time(each.predictedMs),
    seconds(each.measuredCpuS),
    seconds(each.predictedCpuS),
  ]);
  return formatTable(HEADER, rows);
}

function time(durationMs: number | null): string {
  return durationMs === null ? "-" : tookText(durationMs);
}

function seconds(value: number | null): string {
  return value === null ? "-" : value.toFixed(2);
}

function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function figure(value: number): string {
  return value.toPrecision(4);
}
