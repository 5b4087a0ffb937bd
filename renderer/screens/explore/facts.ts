/** What the header says about a scenario: facts that change how a number is read. */
import { rangeText } from "../../preview/calendar.ts";
import { forecastFact } from "../../preview/forecast-fields.ts";
import type { World } from "../../preview/types.ts";
import { duration } from "../../widgets/format.ts";

const BASIS = {
  "life-cycle": "life-cycle",
  direct: "direct",
  unknown: "basis not stated",
} as const;
const SIGNAL = { average: "average", marginal: "marginal", unknown: "signal not stated" } as const;

/** Period, zone, kind of intensity, resolution, edition, seed and forecast, in reading order. */
export function scenarioFacts(world: World): string[] {
  const { about, stepMs } = world.grid.trace;
  const { fromMs, toMs, zone } = world.period;
  return [
    rangeText(fromMs, toMs, zone),
    `grid ${about.zone}`,
    `${BASIS[about.basis]} ${SIGNAL[about.signal]}`,
    resolution(stepMs),
    about.edition === "" ? "" : `edition: ${about.edition}`,
    `seed ${world.seed}`,
    forecastFact(world),
  ].filter((fact) => fact !== "");
}

function resolution(stepMs: number): string {
  if (stepMs === 3_600_000) return "hourly";
  if (stepMs === 86_400_000) return "daily";
  return `every ${duration(stepMs)}`;
}

export interface Badge {
  readonly text: string;
  readonly kind: "synthetic" | "real";
  readonly detail: string;
}

/** Whether the intensities are history or generated; always shown. */
export function originBadge(world: World): Badge {
  const { about } = world.grid.trace;
  const detail = [about.source, about.edition, about.licence, ...about.repairs]
    .filter(Boolean)
    .join(" · ");
  return about.synthetic
    ? { text: "Synthetic", kind: "synthetic", detail }
    : { text: "Real history", kind: "real", detail };
}
