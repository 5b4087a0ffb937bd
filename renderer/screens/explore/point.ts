/** A single replay out of a sweep: what it changes in the scenario, and the way back. */
import type { ScenarioChange } from "../../../engine/contract/sweep.ts";

export interface ExplorePoint {
  readonly changes: readonly ScenarioChange[];
  /** Folder with grid histories, where a zone is changed. */
  readonly data?: string;
  /** The policy that is selected first. */
  readonly policy?: string;
  /** The sweep that it was opened from, and in which room. */
  readonly from: { readonly room: "sweep" | "frontier"; readonly id: string };
}

/** A point with the address of the sweep that it belongs to. */
export interface OpenedPoint extends ExplorePoint {
  readonly backHref: string;
}

/** `threshold.limitGPerKwh = 220 · seed = 3`. */
export function pointText({ changes }: Pick<ExplorePoint, "changes">): string {
  return changes.map(({ parameter, value }) => `${parameter} = ${value}`).join(" · ");
}

/** The point that a text from the address stands for; undefined when it is none. */
export function parsePoint(text: string): ExplorePoint | undefined {
  try {
    const point: unknown = JSON.parse(text);
    return isPoint(point) ? point : undefined;
  } catch {
    return undefined;
  }
}

function isPoint(value: unknown): value is ExplorePoint {
  if (typeof value !== "object" || value === null) return false;
  const { changes, data, policy, from } = value as Record<string, unknown>;
  const optional = (text: unknown) => text === undefined || typeof text === "string";
  const source = from as Record<string, unknown> | null | undefined;
  return (
    Array.isArray(changes) &&
    changes.every(isChange) &&
    optional(data) &&
    optional(policy) &&
    (source?.room === "sweep" || source?.room === "frontier") &&
    typeof source.id === "string"
  );
}

function isChange(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { parameter, value: to } = value as Record<string, unknown>;
  return typeof parameter === "string" && (typeof to === "string" || typeof to === "number");
}
