/**
 * The fields of a scenario document that hold one value each: read off the document's JSON Schema, so
 * that whatever the schema has can vary, without a second list.
 */
import { z } from "zod";
import { textKinds } from "../../core/scenario/kind.ts";
import { scenarioSchema } from "../../core/scenario/schema.ts";
import type { Path } from "../yaml/read.ts";

export interface Field {
  /** In the document: `["spec", "policies", 2, "limitGPerKwh"]`. */
  readonly path: Path;
  readonly kind: "number" | "integer" | "duration" | "date" | "choice" | "file" | "text";
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly choices?: readonly string[];
  /** In the document, or its default; undefined where there is neither. */
  readonly current: unknown;
}

/** The part of JSON Schema that the documents use. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly items?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly textKind?: Field["kind"];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Where zod says integer without a bound. */
const SAFE = Number.MAX_SAFE_INTEGER;

let known: Schema | undefined;

/** The fields of a scenario, those with a default or without any value included. */
export function fieldsOf(document: unknown): Field[] {
  known ??= toSchema();
  return walk(known, document, []);
}

function toSchema(): Schema {
  return z.toJSONSchema(scenarioSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const kind = textKinds.get(zodSchema as unknown as z.ZodType)?.kind;
      if (kind !== undefined) Object.assign(jsonSchema, { textKind: kind });
    },
  }) as Schema;
}

function walk(schema: Schema, value: unknown, path: Path): Field[] {
  const form = formOf(schema, value);
  const description = schema.description ?? form.description ?? "";
  const here = { ...form, description };
  if (form.properties !== undefined) return walkObject(form, value, path);
  if (typeof form.additionalProperties === "object") {
    const { additionalProperties } = form;
    return entriesOf(value).flatMap(([key, each]) =>
      walk(additionalProperties, each, [...path, key]),
    );
  }
  if (typeof form.items === "object") {
    const { items } = form;
    if (formOf(items, undefined).type !== "object" && !hasForms(items)) return [];
    return Array.isArray(value)
      ? value.flatMap((each, index) => walk(items, each, [...path, index]))
      : [];
  }
  return leaf(here, value, path, schema.default ?? form.default);
}

function walkObject(schema: Schema, value: unknown, path: Path): Field[] {
  // An optional mapping that is absent has no place to put a value into.
  if (value === undefined && path.length > 0) return [];
  const own = new Map(entriesOf(value));
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    walk(property, own.get(key), [...path, key]),
  );
}

function leaf(schema: Schema, value: unknown, path: Path, fallback: unknown): Field[] {
  const kind = kindOf(schema);
  if (kind === undefined) return [];
  const { minimum, exclusiveMinimum, maximum, description = "", enum: choices } = schema;
  const least = minimum ?? exclusiveMinimum;
  return [
    {
      path,
      kind,
      description,
      ...(least !== undefined && least > -SAFE && { minimum: least }),
      ...(maximum !== undefined && maximum < SAFE && { maximum }),
      ...(choices !== undefined && { choices: choices.map(String) }),
      current: value ?? fallback,
    },
  ];
}

function kindOf(schema: Schema): Field["kind"] | undefined {
  if (schema.const !== undefined) return undefined;
  if (schema.textKind !== undefined) return schema.textKind;
  if (schema.enum !== undefined) return "choice";
  if (schema.type === "number" || schema.type === "integer") return schema.type;
  return schema.type === "string" ? "text" : undefined;
}

function hasForms({ anyOf, oneOf }: Schema): boolean {
  return anyOf !== undefined || oneOf !== undefined;
}

/** Of several forms, the one that the value has; the first where there is no value. */
function formOf(schema: Schema, value: unknown): Schema {
  if (schema.$ref !== undefined) return formOf(referred(schema.$ref), value);
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms === undefined) return schema;
  const fitting = forms.find((form) => fits(form, value)) ?? (forms[0] as Schema);
  return formOf(fitting, value);
}

function referred(reference: string): Schema {
  return known?.$defs?.[reference.replace("#/$defs/", "")] ?? {};
}

/** By type, fixed fields and fields that must be there: enough to tell the forms of a union apart. */
function fits(schema: Schema, value: unknown): boolean {
  if (schema.$ref !== undefined) return fits(referred(schema.$ref), value);
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return forms.some((form) => fits(form, value));
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.type === "object") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const own = new Map(entriesOf(value));
    if (schema.required?.some((name) => !own.has(name))) return false;
    const properties = Object.entries(schema.properties ?? {});
    return properties.every(
      ([name, each]) =>
        !own.has(name) ||
        (each.const === undefined && each.enum === undefined) ||
        fits(each, own.get(name)),
    );
  }
  if (schema.type === "array") return Array.isArray(value);
  return typeof value === (schema.type === "integer" ? "number" : schema.type);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
