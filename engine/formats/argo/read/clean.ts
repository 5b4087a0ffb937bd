/**
 * Brings a document to Argo's own field names before its shape is checked: letter case, spellings of
 * Argo 3, bare items of lists. Tells what is unknown, and counts what has no effect.
 */
import { z } from "zod";
import { didYouMean } from "../../../core/text/nearest.ts";
import { bareItems, type FieldRules, fieldRules, type InertKind } from "../schema/rules.ts";
import { below, type Place } from "./manifest-document.ts";
import type { Report } from "./report.ts";

/** Templates within templates nest about 7 levels each; no person writes 30 of them. */
const MAX_DEPTH = 200;

/** Where a thing without effect was found first, and how often in all. */
export interface InertNote {
  readonly place: Place;
  count: number;
}

export class Cleaner {
  readonly inert = new Map<InertKind, InertNote>();
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  /** The value with the names that the schema has; nulls count as absent, as in Go. */
  clean(value: unknown, schema: z.core.$ZodType, place: Place, depth = 0): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) {
      const message = "the document is nested too deeply, or contains itself";
      this.report.error("argo/too-deep", place, message, "Write templates side by side.");
      return null;
    }
    const plain = unwrap(schema);
    if (Array.isArray(value)) {
      const element = plain instanceof z.ZodArray ? plain.element : ANYTHING;
      return value.map((item, index) => this.clean(item, element, below(place, index), depth + 1));
    }
    if (plain instanceof z.ZodArray && bareItems.has(plain)) {
      return [this.clean(value, plain.element, below(place, 0), depth + 1)];
    }
    if (plain instanceof z.ZodObject) return this.mapping(value, plain, place, depth);
    const inner = plain instanceof z.ZodRecord ? plain.valueType : ANYTHING;
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      this.clean(each, inner, below(place, key), depth + 1),
    ]);
    const kept = inner === ANYTHING ? entries : entries.filter(([, each]) => each !== null);
    return Object.fromEntries(kept);
  }

  private mapping(value: object, schema: z.ZodObject, place: Place, depth: number): object {
    const rules = fieldRules.get(schema) ?? {};
    const entries: [string, unknown][] = [];
    for (const [key, each] of Object.entries(value)) {
      const at = below(place, key);
      const field = Object.hasOwn(schema.shape, key) ? key : this.fieldOf(key, schema, rules, at);
      if (field === undefined || each === null || each === undefined) continue;
      const listed = !Object.hasOwn(schema.shape, key) && rules.singular?.[key] === field;
      const fieldSchema = schema.shape[field] as z.core.$ZodType | undefined;
      this.count(rules, field, each, at);
      const found = listed ? [each] : each;
      entries.push([field, this.clean(found, fieldSchema ?? ANYTHING, at, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** The field that is meant by a key that the schema does not have; undefined: leave it out. */
  private fieldOf(
    key: string,
    schema: z.ZodObject,
    rules: FieldRules,
    place: Place,
  ): string | undefined {
    const plural = rules.singular?.[key];
    if (plural !== undefined) {
      const message = `'${key}' is a field of Argo 3; it is read as the only item of '${plural}'`;
      this.report.warn("argo/removed-field", place, message, `Write it as a list: ${plural}.`);
      return plural;
    }
    if (rules.removed?.includes(key) === true) {
      const message = `'${key}' is a field of older versions of Argo and was left out`;
      this.report.warn("argo/removed-field", place, message, "Remove it; Argo 4 refuses it.");
      return undefined;
    }
    if (schema.def.catchall?._zod.def.type === "unknown") return key;
    const known = Object.keys(schema.shape);
    const cased = known.find((name) => name.toLowerCase() === key.toLowerCase());
    if (cased !== undefined) {
      const message = `'${key}' is read as '${cased}'`;
      this.report.warn("argo/letter-case", place, message, `Write it '${cased}'.`);
      return cased;
    }
    const message = `'${key}' is not an Argo field here`;
    this.report.error("argo/unknown-field", place, message, didYouMean(key, known));
    return undefined;
  }

  private count(rules: FieldRules, field: string, value: unknown, place: Place): void {
    const kind = Object.hasOwn(rules.inert ?? {}, field) ? rules.inert?.[field] : undefined;
    if (kind === undefined || value === false) return;
    const amount = Array.isArray(value) ? value.length : 1;
    const note = this.inert.get(kind);
    if (note === undefined) this.inert.set(kind, { place, count: amount });
    else note.count += amount;
  }
}

const ANYTHING = z.unknown();

/** The schema of a value that is there. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let plain = schema;
  for (;;) {
    if (plain instanceof z.ZodOptional) plain = plain.unwrap();
    else if (plain instanceof z.ZodPipe) plain = plain.in;
    else return plain;
  }
}
