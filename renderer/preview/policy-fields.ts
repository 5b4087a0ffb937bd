/** The parameters of any policy as fields, from its own data and from the schema of policy documents. */
import "./without-eval.ts";
import { z } from "zod";
import { policySchema } from "../../engine/core/scenario/policy-schema.ts";
import { parseDuration } from "../../engine/core/units/duration.ts";
import { type NumberSetting, type Setting, toShown } from "./fields.ts";
import type { PolicySpec } from "./types.ts";

/** What a JSON Schema says of one property, as far as fields need it. */
interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

interface Variant {
  readonly description?: string;
  readonly properties: Readonly<Record<string, Property>>;
}

/** Never parameters: who the policy is. */
const IDENTITY = new Set(["name", "title", "type"]);

/** Units, by how names end; the project's names carry their units. The longest that fits counts. */
const SUFFIXES: readonly (readonly [string, Pick<NumberSetting, "unit" | "scale" | "step">])[] = [
  ["GPerKwh", { unit: "g/kWh", scale: 1, step: 1 }],
  ["Pct", { unit: "%", scale: 1, step: 1 }],
  ["Ms", { unit: "h", scale: 3_600_000, step: 0.25 }],
  ["Kwh", { unit: "kWh", scale: 1, step: 0.1 }],
  ["Loss", { unit: "pp", scale: 0.01, step: 0.1 }],
  ["Weight", { unit: "", scale: 1, step: 0.1 }],
  ["grams", { unit: "g", scale: 1, step: 10 }],
];

const WORDS: Readonly<Record<string, { readonly label?: string; readonly max?: number }>> = {
  limitGPerKwh: { label: "Limit", max: 800 },
  smallLoss: { label: "Small loss, waits above" },
  largeLoss: { label: "Large loss, at once above" },
  grams: { label: "Budget of a window" },
};

/** Pairs of which the first never passes the second. */
const ORDERED: readonly (readonly [string, string])[] = [["smallLoss", "largeLoss"]];

const RANGE = /\b(\d+(?:ms|[smhd])) to (\d+(?:ms|[smhd]))\b/;
/** A quarter of an hour, and the least where the schema says nothing: none at all would go nowhere. */
const DURATION_STEP_MS = 900_000;
/** Longest duration that a field takes, where the schema says nothing. */
const MAX_DURATION_MS = 366 * 86_400_000;

/** Every parameter that the policy has, in the order of its data. */
export function policyFields(spec: PolicySpec): Setting[] {
  const values = spec as unknown as Readonly<Record<string, unknown>>;
  return Object.keys(values)
    .filter((key) => !IDENTITY.has(key))
    .flatMap((key) => field(key, values, propertyOf(spec.type, key)));
}

/** What the schema says of a type of policy; empty where it says nothing. */
export function policyAbout(type: string): string {
  return variants().get(type)?.description ?? "";
}

function field(
  key: string,
  values: Readonly<Record<string, unknown>>,
  property: Property,
): Setting[] {
  const value = values[key];
  const named = { key, label: labelOf(key), about: property.description ?? "" };
  if (typeof value === "number") return [numberField(named, value, values, property)];
  if (typeof value === "boolean") return [{ kind: "switch", ...named, value }];
  if (isTexts(value)) return [{ kind: "text", ...named, text: value.join(", ") }];
  if (typeof value !== "string") return [];
  const options = (property.enum ?? []).filter((each) => typeof each === "string");
  if (options.length === 0) return [{ kind: "text", ...named, text: value }];
  const choices = options.map((each) => ({ value: each, label: sentence(each) }));
  return [{ kind: "choice", ...named, value, options: choices }];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function numberField(
  named: Pick<Setting, "key" | "label" | "about">,
  value: number,
  values: Readonly<Record<string, unknown>>,
  property: Property,
): NumberSetting {
  const { key } = named;
  const isDuration = key.endsWith("Ms");
  const [least, most] = isDuration
    ? durationRange(property)
    : [
        property.minimum ?? property.exclusiveMinimum ?? 0,
        property.maximum ?? Math.max(value, 1) * 1_000,
      ];
  const bound = (other: string | undefined, or: number) =>
    other !== undefined && typeof values[other] === "number" ? (values[other] as number) : or;
  const min = bound(ORDERED.find(([, high]) => high === key)?.[0], least);
  const max = bound(ORDERED.find(([low]) => low === key)?.[1], WORDS[key]?.max ?? most);
  const { unit, scale, step } = suffixOf(key) ?? plain(property, most);
  const within = { min: Math.min(min, value), max: Math.max(max, value) };
  return {
    kind: "number",
    ...named,
    unit,
    scale,
    step,
    bigStep: unit === "g/kWh" ? 20 : step * 10,
    shown: toShown(value, scale),
    min: toShown(within.min, scale),
    max: toShown(within.max, scale),
  };
}

/** From the schema's own words, `1m to 7d`: in documents durations are texts, which have no minimum. */
function durationRange({ description = "" }: Property): readonly [number, number] {
  const [, least = "", most = ""] = RANGE.exec(description) ?? [];
  return [parseDuration(least) ?? DURATION_STEP_MS, parseDuration(most) ?? MAX_DURATION_MS];
}

function plain(property: Property, most: number): Pick<NumberSetting, "unit" | "scale" | "step"> {
  if (property.type === "integer") return { unit: "", scale: 1, step: 1 };
  return { unit: "", scale: 1, step: most <= 1 ? 0.01 : most <= 10 ? 0.1 : 1 };
}

function suffixOf(key: string) {
  return SUFFIXES.find(([suffix]) => key.endsWith(suffix))?.[1];
}

/** `Wait at most` from `waitAtMostMs`; units leave the name where the field shows them. */
function labelOf(key: string): string {
  const known = WORDS[key]?.label;
  if (known !== undefined) return known;
  const isWord = (suffix: string) => suffix === "Loss" || suffix === "Weight";
  const unit = SUFFIXES.find(([suffix]) => key.endsWith(suffix) && !isWord(suffix))?.[0] ?? "";
  const bare = key.length === unit.length ? key : key.slice(0, key.length - unit.length);
  return sentence(bare.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase());
}

function sentence(text: string): string {
  const words = text.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The property of a parameter; documents write durations without the `Ms` of plain data. */
function propertyOf(type: string, key: string): Property {
  const properties = variants().get(type)?.properties ?? {};
  return properties[key] ?? properties[key.replace(/Ms$/, "")] ?? {};
}

let known: ReadonlyMap<string, Variant> | undefined;

function variants(): ReadonlyMap<string, Variant> {
  if (known === undefined) {
    const schema = z.toJSONSchema(policySchema, { io: "input", unrepresentable: "any" });
    const all = (schema.oneOf ?? schema.anyOf ?? []) as unknown as readonly Variant[];
    const typeOf = ({ properties }: Variant) =>
      String((properties.type as { readonly const?: unknown } | undefined)?.const);
    known = new Map(all.map((variant) => [typeOf(variant), variant]));
  }
  return known;
}
