/** Answers of the Go libraries, kept as files: how they are read, and how values are written in them. */
import { readFileSync } from "node:fs";
import { formatGoFloat } from "../../../engine/core/expression/go/float.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  isArray,
  isCallable,
  isMap,
  isTime,
  type Value,
} from "../../../engine/core/expression/value.ts";

/** A value as JSON: numbers are `{"int": "1"}` or `{"float": "1.5"}`, maps `{"map": {...}}`. */
export type Written =
  | null
  | boolean
  | string
  | readonly Written[]
  | { readonly [kind: string]: string | number | { readonly [key: string]: Written } };

interface WrittenKinds {
  readonly int?: string;
  readonly int64?: string;
  readonly float?: string;
  readonly time?: string;
  readonly string?: string;
  readonly bool?: boolean;
  readonly map?: { readonly [key: string]: Written };
}

export function readVectors<Row>(url: URL): readonly Row[] {
  return (JSON.parse(readFileSync(url, "utf8")) as { rows: Row[] }).rows;
}

export function evaluationContext(): EvaluationContext {
  return { nowMs: 1_700_000_000_000, random: () => 0.5, budget: { stepsLeft: DEFAULT_STEPS } };
}

export function floatOf(text: string): number {
  return Number(text.replace("Inf", "Infinity"));
}

export function readValue(written: Written): Value {
  if (Array.isArray(written)) return written.map(readValue);
  if (typeof written !== "object" || written === null) return written as Value;
  const { int, int64, float, time, string, bool, map } = written as WrittenKinds;
  if (int !== undefined || int64 !== undefined) return BigInt(int ?? int64 ?? "");
  if (float !== undefined) return floatOf(float);
  if (time !== undefined) {
    return { kind: "time", unixNs: BigInt(time), offsetSeconds: 0, zone: "UTC" };
  }
  if (map === undefined) return string ?? bool ?? null;
  return new Map(Object.entries(map).map(([key, value]) => [key, readValue(value)]));
}

export function writeValue(value: Value): Written {
  if (typeof value === "bigint") return { int: String(value) };
  if (typeof value === "number") return { float: formatGoFloat(value) };
  if (isArray(value)) return value.map(writeValue);
  if (isTime(value)) {
    return { time: String(value.unixNs), offset: value.offsetSeconds, zone: value.zone };
  }
  if (!isMap(value)) return value as Written;
  const text = value.get("String") ?? null;
  if (isCallable(text)) return { semver: String(text.call([], evaluationContext())) };
  return { map: Object.fromEntries([...value].map(([key, each]) => [key, writeValue(each)])) };
}
