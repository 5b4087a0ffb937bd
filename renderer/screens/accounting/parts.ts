/** The account cut into parts (by kind, step, template or node pool) whose segments add up to the total. */
import type { Audit, Kind, Slice } from "../../preview/accounting/types.ts";
import { KIND_ABOUT, KIND_NAMES, type Measure } from "./words.ts";

export const GROUPINGS = ["kind", "step", "template", "pool"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Segment {
  readonly kind: Kind;
  readonly value: number;
}

export interface Part {
  readonly key: string;
  readonly name: string;
  /** What is in it, in a few words. */
  readonly about: string;
  readonly slice: Slice;
  /** None of them 0. */
  readonly segments: readonly Segment[];
  readonly total: number;
}

type Rows = Pick<Audit, "byKind" | "byStep" | "byTemplate" | "byPool">;

/** All parts of a grouping, in the account's order; those of nothing are left out but for kinds and pools. */
export function partsBy(grouping: Grouping, measure: Measure, audit: Rows): Part[] {
  if (grouping === "kind")
    return audit.byKind
      .filter((row) => carries(row.kind, measure))
      .map((row) => kindPart(row, measure));
  if (grouping === "pool") {
    const pools = audit.byPool.map((row) => {
      const about = `${row.vmSize}, ${row.region}${row.spot ? ", spot" : ""}`;
      return partOf({ key: `${row.site}.${row.pool}`, name: row.name, about }, row, measure);
    });
    // What no pool has: data between regions, and lines of the bill.
    return [...pools, ...kindParts(audit, measure, ["transfer", "storage", "egress", "other"])];
  }
  const rows = grouping === "step" ? audit.byStep : audit.byTemplate;
  const own = rows.map((row) => {
    const pods = `${row.pods} ${row.pods === 1 ? "pod" : "pods"}`;
    const isStep = "template" in row && row.template !== row.name;
    const about = isStep ? `${row.template}, ${pods}` : pods;
    const key = isStep ? `${row.name} ${row.template}` : row.name;
    return partOf({ key, name: row.name, about }, row, measure);
  });
  const others = audit.byKind.map(({ kind }) => kind).filter((kind) => kind !== "work");
  return [...own, ...idleHardware(audit, rows, measure), ...kindParts(audit, measure, others)];
}

function kindParts({ byKind }: Rows, measure: Measure, kinds: readonly Kind[]): Part[] {
  return byKind
    .filter(({ kind }) => kinds.includes(kind) && kind !== "embodied")
    .map((row) => kindPart(row, measure))
    .filter(({ total }) => total !== 0);
}

/** Hardware by kind is one row; steps have their own share, and this is what is left of it. */
function idleHardware({ byKind }: Rows, rows: readonly Slice[], measure: Measure): Part[] {
  const all = byKind.find(({ kind }) => kind === "embodied")?.embodiedG ?? 0;
  const embodiedG = all - rows.reduce((sum, row) => sum + row.embodiedG, 0);
  // A remainder of this order is rounding.
  if (measure !== "carbon" || embodiedG <= 1e-9 * all) return [];
  const slice = { energyKwh: 0, operationalG: 0, embodiedG, cost: 0 };
  const about = "embodied carbon of nodes while no step had reserved them";
  return [partOf({ key: ":hardware", name: "Idle hardware", about }, slice, measure)];
}

/** Kinds of money have no energy, and hardware has neither energy nor a price of its own. */
function carries(kind: Kind, measure: Measure): boolean {
  if (kind === "embodied") return measure === "carbon";
  const bill = kind === "commitment" || kind === "storage" || kind === "egress" || kind === "other";
  return measure === "cost" ? kind !== "overhead" : !bill;
}

/** Keys of kinds begin with a colon, so that a step named `idle` is another part. */
function kindPart(row: Rows["byKind"][number], measure: Measure): Part {
  const { kind } = row;
  const named = { key: `:${kind}`, name: KIND_NAMES[kind], about: KIND_ABOUT[kind] };
  return partOf(named, row, measure, kind);
}

type Named = Pick<Part, "key" | "name" | "about">;

function partOf(named: Named, slice: Slice, measure: Measure, kind: Kind = "work"): Part {
  const segments = segmentsOf(kind, slice, measure).filter(({ value }) => value !== 0);
  return { ...named, slice, segments, total: sizeOf(slice, measure) };
}

function segmentsOf(kind: Kind, slice: Slice, measure: Measure): Segment[] {
  if (measure !== "carbon") return [{ kind, value: sizeOf(slice, measure) }];
  return [
    { kind, value: slice.operationalG },
    { kind: "embodied", value: slice.embodiedG },
  ];
}

export function sizeOf(slice: Slice, measure: Measure): number {
  if (measure === "energy") return slice.energyKwh;
  return measure === "cost" ? slice.cost : slice.operationalG + slice.embodiedG;
}

/** The total by kind: the bar above all others. */
export function totalOf(audit: Rows, measure: Measure): Part {
  const parts = partsBy("kind", measure, audit);
  const sum = (field: keyof Slice) => audit.byKind.reduce((all, row) => all + row[field], 0);
  const slice = {
    energyKwh: sum("energyKwh"),
    operationalG: sum("operationalG"),
    embodiedG: sum("embodiedG"),
    cost: sum("cost"),
  };
  return {
    key: "total",
    name: "All",
    about: "everything that was provisioned",
    slice,
    segments: parts.flatMap(({ segments }) => segments),
    total: sizeOf(slice, measure),
  };
}
