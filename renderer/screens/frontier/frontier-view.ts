/** Everything that the panels of the frontier share: candidates in the plane, and where the eye is. */
import { useMemo, useState } from "react";
import type { SweepAnalysis, SweepSummary } from "../../../engine/contract/sweep.ts";
import { type PolicyMark, policyMark } from "../../charts/palette/policy.ts";
import { bestOf, type Placed, placed } from "../../preview/sweep/frontier.ts";
import { type MetricText, metricText } from "../sweep/metric-text.ts";
import { changeText } from "../sweep/words.ts";
import type { FrontierLook } from "./look.ts";

export interface FrontierView {
  readonly summary: SweepSummary;
  readonly analysis: SweepAnalysis;
  readonly theme: "light" | "dark";
  readonly look: FrontierLook;
  setLook(look: FrontierLook): void;
  /** Ascending in the objective across: the order of the arrow keys. */
  readonly all: readonly Placed[];
  readonly frontier: readonly Placed[];
  readonly knee: Placed | undefined;
  /** The best in the objective that goes up, of those that keep the limits. */
  readonly best: Placed | undefined;
  readonly words: readonly [MetricText, MetricText];
  readonly marks: ReadonlyMap<string, PolicyMark>;
  /** Into `all`: where the pointer or the focus is, else what was chosen last. */
  readonly spot: number | null;
  hover(spot: number | null): void;
  pin(spot: number): void;
  open(candidate: Placed): void;
}

interface ViewOptions {
  readonly summary: SweepSummary;
  readonly analysis: SweepAnalysis;
  readonly theme: "light" | "dark";
  readonly look: FrontierLook;
  setLook(look: FrontierLook): void;
  open(candidate: Placed): void;
}

export function useFrontierView(options: ViewOptions): FrontierView {
  const { summary, analysis, look, theme } = options;
  const [pinned, pin] = useState<number | null>(null);
  const [hovered, hover] = useState<number | null>(null);
  const { objectives, candidates } = analysis;
  const all = useMemo(
    () =>
      placed(
        candidates.filter(({ policy }) => !look.hidden.includes(policy)),
        objectives,
        look.bounds,
      ).toSorted((a, b) => (a.values[0] as number) - (b.values[0] as number)),
    [candidates, objectives, look.bounds, look.hidden],
  );
  const marks = useMemo(
    () =>
      new Map(
        summary.policies.map(({ name }, index) => [
          name,
          policyMark(index, name === summary.baseline, theme),
        ]),
      ),
    [summary.policies, summary.baseline, theme],
  );
  const beside = (side: number) =>
    Math.max(0, ...all.map(({ values }) => Math.abs(values[side] as number)));
  const text = (side: 0 | 1) => metricText(look.objectives[side], beside(side), summary);
  const spot = hovered ?? pinned;
  return {
    ...options,
    all,
    frontier: all.filter(({ onFrontier }) => onFrontier),
    knee: all.find(({ knee }) => knee),
    best: bestOf(all, objectives, [1, 0]),
    words: [text(0), text(1)],
    marks,
    spot: spot !== null && spot < all.length ? spot : null,
    hover,
    pin,
  };
}

export function policyTitle({ summary }: Pick<FrontierView, "summary">, policy: string): string {
  return summary.policies.find(({ name }) => name === policy)?.title ?? policy;
}

/** `limit 220 g/kWh · deadline 6h`; empty for a policy that nothing varied. */
export function settingsText({ summary }: Pick<FrontierView, "summary">, each: Placed): string {
  const settings = each.candidate.changes
    .map((change) => changeText(summary.axes, change))
    .map(({ name, text }) => `${name} ${text}`)
    .join(" · ");
  return each.alike === 0 ? settings : `${settings}, and ${each.alike} alike`;
}
