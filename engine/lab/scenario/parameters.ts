/** What of a scenario can vary: each field of its document, and a few ways to move all of it. */
import type { ParameterValue } from "../../core/sweep/axes.ts";
import { type Field, fieldsOf } from "../../formats/scenario/fields.ts";
import type { Path } from "../../formats/yaml/read.ts";

/** Not a field: changes several of them together. */
export type Shorthand = "start" | "year" | "length" | "period" | "grid" | "zone";

export interface Parameter {
  /** `threshold.limitGPerKwh`, `workload.deadline`, `seed`, `start`. */
  readonly name: string;
  readonly field: Omit<Field, "path">;
  readonly target: { readonly path: Path } | { readonly shorthand: Shorthand };
  /** Name of the policy whose parameter it is. */
  readonly policy?: string;
  /** Nobody chooses it: distributions are taken over its values. */
  readonly uncertain: boolean;
}

/** Texts that name things; nothing is computed from them. */
const LABELS: ReadonlySet<string> = new Set([
  "name",
  "title",
  "vmSize",
  "region",
  "zone",
  "currency",
  "source",
  "edition",
  "licence",
  "message",
]);

interface Outline {
  readonly spec?: {
    readonly period?: { readonly from?: unknown; readonly to?: unknown };
    readonly grid?: { readonly zone?: unknown; readonly trace?: { readonly file?: unknown } };
    readonly policies?: readonly { readonly name?: unknown }[];
  };
}

/** Every parameter of a scenario document: the shorthands, then those of policies, then the others. */
export function parametersOf(document: unknown): Parameter[] {
  const fields = fieldsOf(document).flatMap((field) => toParameter(field, document as Outline));
  const own = fields.filter(({ policy }) => policy !== undefined);
  const others = fields.filter(({ policy }) => policy === undefined);
  const all = [...shorthands(document as Outline), ...own, ...others];
  const seen = new Set<string>();
  return all.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function toParameter(field: Field, document: Outline): Parameter[] {
  const { path, ...facts } = field;
  const [root, room, index, ...rest] = path;
  if (root !== "spec" || room === "baseline") return [];
  if (LABELS.has(String(path.at(-1)))) return [];
  const target = { path };
  if (room === "policies") {
    const policy = String(document.spec?.policies?.[index as number]?.name);
    const name = [policy, ...rest].join(".");
    return [{ name, field: facts, target, policy, uncertain: false }];
  }
  const name = path.slice(1).join(".");
  return [{ name, field: facts, target, uncertain: path.at(-1) === "seed" }];
}

function shorthands({ spec }: Outline): Parameter[] {
  const { from, to } = spec?.period ?? {};
  const [first, last] = [String(from), String(to)];
  const shorthand = (
    name: Shorthand,
    kind: Field["kind"],
    uncertain: boolean,
    current: unknown,
    description: string,
  ): Parameter => ({
    name,
    field: { kind, description, current },
    target: { shorthand: name },
    uncertain,
  });
  return [
    shorthand("start", "date", true, from, "The period begins here and keeps its length"),
    shorthand("year", "integer", true, Number(first.slice(0, 4)), "The period in another year"),
    shorthand(
      "length",
      "duration",
      false,
      undefined,
      "The period ends so many days after its start",
    ),
    shorthand("period", "text", false, `${first}..${last}`, "From and to, as FROM..TO"),
    shorthand("grid", "file", true, spec?.grid?.trace?.file, "Another grid history"),
    shorthand(
      "zone",
      "text",
      true,
      spec?.grid?.zone,
      "The zone's history in a folder of histories",
    ),
  ];
}

/** A value as the field takes it: `240` for a number, whatever it was written as; undefined: not one. */
export function valueFor({ field }: Parameter, value: ParameterValue): ParameterValue | undefined {
  if (field.kind !== "number" && field.kind !== "integer") return String(value);
  if (typeof value === "string" && value.trim() === "") return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) return undefined;
  return field.kind === "integer" && !Number.isInteger(number) ? undefined : number;
}
