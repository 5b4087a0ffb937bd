/** The explanation of one run as lines to read. */
import { clockText, dateText, momentText, type ZoneOffsets } from "../../preview/calendar.ts";
import type { RequestExplanation, World } from "../../preview/types.ts";
import { duration, fixed, grams, joined, percent } from "../../widgets/format.ts";
import { isMissed } from "./model.ts";

export interface RunFact {
  readonly name: string;
  readonly value: string;
  readonly more?: string;
  /** Shown as a swatch beside the value. */
  readonly gPerKwh?: number;
}

export interface RunFacts {
  readonly title: string;
  readonly facts: readonly RunFact[];
}

export function runFacts(world: World, explanation: RequestExplanation): RunFacts {
  const { zone } = world.period;
  const { request } = explanation;
  const skipped = request.outcome === "skipped";
  return {
    title: `${dateText(request.askedAtMs, zone)}, ${skipped ? "skipped" : "the run"}`,
    facts: [
      ...(request.team === undefined ? [] : [{ name: "Team", value: request.team }]),
      {
        name: "Asked for",
        value: momentText(request.askedAtMs, zone),
        more: `done by ${momentText(request.deadlineMs, zone)}`,
      },
      decided(explanation, zone),
      ...because(explanation, zone),
      ...intensities(explanation),
      ...carbon(explanation),
      ...(isMissed(request) ? [{ name: "Deadline", value: "Missed" }] : []),
    ],
  };
}

function decided({ request, decidedAtMs }: RequestExplanation, zone: ZoneOffsets): RunFact {
  const name = "Decided";
  const more = `at ${clockText(decidedAtMs, zone)}`;
  if (request.outcome === "skipped") return { name, value: "Skip: no training", more };
  if (request.startedAtMs === undefined) return { name, value: "Never started", more };
  const start = `Start ${clockText(request.startedAtMs, zone)}`;
  const waitMs = request.startedAtMs - request.askedAtMs;
  return { name, value: start, more: waitText(waitMs) };
}

/** Some policies start before the asking. */
function waitText(waitMs: number): string {
  if (waitMs < 0) return `${duration(-waitMs)} before it was asked for`;
  return waitMs < 1_000 ? "at once" : `after ${duration(waitMs)}`;
}

/** The reasons of the first and the last decision; those between repeat the first. */
function because({ decisions }: RequestExplanation, zone: ZoneOffsets): RunFact[] {
  const [first, last] = [decisions[0], decisions.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first === last) return [{ name: "Because", value: first.reason }];
  return [
    { name: "Because", value: first.reason },
    { name: `Then, at ${clockText(last.atMs, zone)}`, value: last.reason },
  ];
}

function intensities(explanation: RequestExplanation): RunFact[] {
  const lines: readonly (readonly [string, number | null])[] = [
    ["Forecast then", explanation.forecastGPerKwh],
    ["Came true", explanation.cameTrueGPerKwh],
    ["The baseline's run had", explanation.wouldHaveBeenGPerKwh],
  ];
  return lines.flatMap(([name, gPerKwh]) =>
    gPerKwh === null ? [] : [{ name, value: `${fixed(gPerKwh)} g/kWh`, gPerKwh }],
  );
}

function carbon({ carbonG, baselineCarbonG, request }: RequestExplanation): RunFact[] {
  if (baselineCarbonG === 0)
    return [{ name: "Carbon of its steps", value: joined(grams(carbonG)) }];
  const change = percent((carbonG / baselineCarbonG - 1) * 100);
  const value = request.outcome === "skipped" ? joined(grams(0)) : joined(grams(carbonG));
  const more = `${change} against ${joined(grams(baselineCarbonG))}`;
  return [{ name: "Carbon of its steps", value, more }];
}
