/** What a frontier shows: its two objectives, and the limits on them. */
import type { Bounds } from "../../preview/sweep/frontier.ts";
import type { MetricName } from "../../preview/sweep/metrics.ts";

export interface FrontierLook {
  /** Across, then up. */
  readonly objectives: readonly [MetricName, MetricName];
  readonly bounds: Bounds;
  /** Policies that are left out: one that skips all work wins every plane. */
  readonly hidden: readonly string[];
}

const FIRST: FrontierLook = {
  objectives: ["meanWaitH", "carbonG"],
  bounds: [null, null],
  hidden: [],
};

/** Another objective on one side; where it is the other's, the two change places. */
export function withObjective(look: FrontierLook, side: 0 | 1, metric: MetricName): FrontierLook {
  const [x, y] = look.objectives;
  if (look.objectives[side] === metric) return look;
  if (look.objectives[1 - side] === metric) {
    const [first = null, second = null] = look.bounds;
    return { ...look, objectives: [y, x], bounds: [second, first] };
  }
  const objectives = side === 0 ? ([metric, y] as const) : ([x, metric] as const);
  const bounds = look.bounds.map((bound, index) => (index === side ? null : bound));
  return { ...look, objectives, bounds };
}

export function withBound(look: FrontierLook, side: 0 | 1, bound: number | null): FrontierLook {
  return { ...look, bounds: look.bounds.map((each, index) => (index === side ? bound : each)) };
}

export function withPolicy(look: FrontierLook, policy: string): FrontierLook {
  const { hidden } = look;
  const without = hidden.filter((each) => each !== policy);
  return { ...look, hidden: without.length < hidden.length ? without : [...hidden, policy] };
}

const remembered = new Map<string, FrontierLook>();

/** How this sweep's frontier was looked at last, while the app is open. */
export function rememberedLook(id: string): FrontierLook {
  return remembered.get(id) ?? FIRST;
}

export function rememberLook(id: string, look: FrontierLook): void {
  remembered.set(id, look);
}
