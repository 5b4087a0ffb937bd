/** How a sweep is looked at: which metric, which axes go where, which policies. */
import type { SweepAxis, SweepSummary } from "../../../engine/contract/sweep.ts";
import type { Role } from "../../preview/sweep/cells.ts";
import type { MetricName } from "../../preview/sweep/metrics.ts";

/** `side`: a picture for each policy; `together`: all lines in one; else the name of one policy. */
export type Shown = { readonly kind: "side" | "together" } | { readonly kind: "one"; name: string };

export interface Look {
  readonly metric: MetricName;
  /** By axis, in the order of the sweep. */
  readonly roles: readonly Role[];
  readonly shown: Shown;
}

/**
 * The first look: chosen axes across and down, what nobody chooses taken together; of the policies
 * the one whose parameter varies.
 */
export function firstLook({ axes, policies }: SweepSummary): Look {
  const varies = (axis: SweepAxis) => axis.values.length > 1;
  const chosen = axes.filter((axis) => varies(axis) && !axis.uncertain);
  const [x = axes.find(varies) ?? axes[0], y] = chosen;
  const roles = axes.map((axis): Role => {
    if (axis === x) return "x";
    if (axis === y) return "y";
    return resting(axis);
  });
  const own = axes.find(({ policy }) => policies.some(({ name }) => name === policy))?.policy;
  const shown: Shown =
    y === undefined ? { kind: "together" } : own === undefined ? { kind: "side" } : oneOf(own);
  return { metric: "carbonG", roles, shown };
}

/** Where an axis is that goes neither across nor down: all together, or one value in the middle. */
function resting({ uncertain, values }: SweepAxis): Role {
  return uncertain ? "all" : Math.floor(values.length / 2);
}

function oneOf(name: string): Shown {
  return { kind: "one", name };
}

/** Puts an axis across or down; whatever was there takes its place. */
export function withAxis(
  look: Look,
  axes: readonly SweepAxis[],
  role: "x" | "y",
  axis: number | null,
): Look {
  const before = look.roles.indexOf(role);
  if (before === (axis ?? -1)) return look;
  const freed = axis === null ? undefined : look.roles[axis];
  // One axis always goes across: it leaves only for another.
  if (freed === "x" && before === -1) return look;
  const roles = look.roles.map((each, index): Role => {
    if (index === axis) return role;
    if (index !== before) return each;
    return freed === "x" || freed === "y" ? freed : resting(axes[index] as SweepAxis);
  });
  const hasRows = roles.includes("y");
  const shown: Shown = hasRows && look.shown.kind === "together" ? { kind: "side" } : look.shown;
  return { ...look, roles, shown };
}

export function withRole(look: Look, axis: number, role: "all" | number): Look {
  return { ...look, roles: look.roles.map((each, index) => (index === axis ? role : each)) };
}

const remembered = new Map<string, Look>();

/** How this sweep was looked at last, while the app is open: a way back ends where it began. */
export function rememberedLook(summary: SweepSummary): Look {
  const look = remembered.get(summary.id);
  return look?.roles.length === summary.axes.length ? look : firstLook(summary);
}

export function rememberLook(id: string, look: Look): void {
  remembered.set(id, look);
}
