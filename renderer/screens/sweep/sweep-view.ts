/** Everything that the panels of a sweep share: its figures as cells, and where the eye is. */
import { useMemo, useState } from "react";
import type { ScenarioChange, SweepSummary } from "../../../engine/contract/sweep.ts";
import { type PolicyMark, policyMark } from "../../charts/palette/policy.ts";
import type { Place } from "../../charts/sweep/grid.ts";
import { type Ramp, rampOf } from "../../charts/sweep/ramp.ts";
import {
  type CellTable,
  cellTable,
  changesOf,
  type Spread,
  spreadsOf,
} from "../../preview/sweep/cells.ts";
import { metricOf } from "../../preview/sweep/metrics.ts";
import type { ExplorePoint } from "../explore/point.ts";
import { type Look, rememberedLook, rememberLook } from "./look.ts";
import { type MetricText, metricText } from "./metric-text.ts";
import type { SweepReading } from "./use-figures.ts";

export interface SweepPolicy {
  readonly position: number;
  readonly name: string;
  readonly title: string;
  readonly isBaseline: boolean;
  readonly mark: PolicyMark;
  /** By cell; null where there is no figure. */
  readonly spreads: readonly (Spread | null)[];
}

export interface Spot extends Place {
  /** Position of the policy. */
  readonly policy: number;
}

export interface SweepView {
  readonly reading: SweepReading;
  readonly summary: SweepSummary;
  readonly theme: "light" | "dark";
  readonly look: Look;
  setLook(look: Look): void;
  readonly table: CellTable;
  /** All of them, in the sweep's order. */
  readonly policies: readonly SweepPolicy[];
  /** Those of the picture. */
  readonly shown: readonly SweepPolicy[];
  readonly ramp: Ramp | undefined;
  readonly words: MetricText;
  /** Where the pointer or the focus is, else what was chosen last. */
  readonly spot: Spot | null;
  hover(spot: Spot | null): void;
  pin(spot: Spot): void;
  openPoint(point: number, policy: string): void;
}

interface ViewOptions {
  readonly reading: SweepReading;
  readonly look: Look;
  readonly theme: "light" | "dark";
  setLook(look: Look): void;
  onOpenPoint(summary: SweepSummary, point: ExplorePoint): void;
}

/** The look of a sweep, kept while the app is open. */
export function useLook(reading: SweepReading | null) {
  const [chosen, setChosen] = useState<Look | null>(null);
  const summary = reading?.summary;
  const look = chosen ?? (summary === undefined ? null : rememberedLook(summary));
  const setLook = (next: Look) => {
    if (summary !== undefined) rememberLook(summary.id, next);
    setChosen(next);
  };
  return [look, setLook] as const;
}

export function useSweepView(options: ViewOptions): SweepView {
  const { reading, look, theme, setLook, onOpenPoint } = options;
  const { summary, figures, metric } = reading;
  const [pinned, pin] = useState<Spot | null>(null);
  const [hovered, hover] = useState<Spot | null>(null);
  const table = useMemo(() => cellTable(summary.axes, look.roles), [summary.axes, look.roles]);
  const policies = useMemo(
    () =>
      summary.policies.map(({ name, title }, position): SweepPolicy => {
        const isBaseline = name === summary.baseline;
        const mark = policyMark(position, isBaseline, theme);
        const spreads = spreadsOf(figures, position, table);
        return { position, name, title, isBaseline, mark, spreads };
      }),
    [summary.policies, summary.baseline, figures, table, theme],
  );
  const shown = useMemo(
    () => policies.filter(({ name }) => look.shown.kind !== "one" || look.shown.name === name),
    [policies, look.shown],
  );
  const ramp = useMemo(() => {
    const medians = shown.flatMap(({ spreads }) => spreads.flatMap((each) => each?.median ?? []));
    return rampOf(medians, metricOf(metric).better);
  }, [shown, metric]);
  const beside = Math.max(Math.abs(ramp?.max ?? 0), Math.abs(ramp?.min ?? 0));
  const words = useMemo(() => metricText(metric, beside, summary), [metric, beside, summary]);
  return {
    reading,
    summary,
    theme,
    look,
    setLook,
    table,
    policies,
    shown,
    ramp,
    words,
    spot: inside(hovered, table) ?? inside(pinned, table),
    hover,
    pin,
    openPoint: (point, policy) => {
      const changes: ScenarioChange[] = changesOf(summary.axes, point);
      const { data, id } = summary;
      const from = { room: "sweep", id } as const;
      onOpenPoint(summary, { changes, policy, from, ...(data !== undefined && { data }) });
    },
  };
}

/** A spot of another look may lie outside the cells of this one. */
function inside(spot: Spot | null, { columns, rows }: CellTable): Spot | null {
  if (spot === null) return null;
  return spot.column < columns.length && spot.row < rows.length ? spot : null;
}
