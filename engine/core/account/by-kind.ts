/** The account by kind: work, idleness, system, data-centre overhead, hardware, and the lines of the bill. */
import { sumOf } from "../math/sum.ts";
import type { Attribution } from "./attribute.ts";
import { KINDS, type Kind, type KindRow } from "./audit-result.ts";
import type { CostLine } from "./cost-result.ts";
import type { Slice } from "./result.ts";
import { sumSlices } from "./slice-sum.ts";

/** Shown even where they are nothing. */
const ALWAYS: readonly Kind[] = ["work", "idle", "overhead", "embodied"];

/** Rows that are nothing are left out; each column adds up to its total. */
export function kindRows(attribution: Attribution, extra: readonly CostLine[]): KindRow[] {
  const { byStep, idle, system, overhead, transfer, total, unused } = attribution;
  const slices: Partial<Record<Kind, Slice>> = {
    work: sumSlices(Object.values(byStep)),
    idle: { ...idle, cost: idle.cost - unused },
    ...{ system, overhead, transfer },
  };
  const costs: Partial<Record<Kind, number>> = { commitment: unused };
  for (const kind of ["storage", "egress", "other"] as const) {
    costs[kind] = sumOf(extra.filter((line) => line.kind === kind).map(({ amount }) => amount));
  }
  const rows = KINDS.map((kind) => ({
    kind,
    energyKwh: slices[kind]?.energyKwh ?? 0,
    operationalG: slices[kind]?.operationalG ?? 0,
    embodiedG: kind === "embodied" ? total.embodiedG : 0,
    cost: slices[kind]?.cost ?? costs[kind] ?? 0,
  }));
  return rows.filter(
    (row) =>
      ALWAYS.includes(row.kind) || [row.energyKwh, row.operationalG, row.cost].some((x) => x !== 0),
  );
}
