/** Edits from the address: only what has their shape; what a value means is the engine's to judge. */
import type { Edits } from "./edits.ts";

/** Undefined where the text is no edits. */
export function parseEdits(text: string): Edits | undefined {
  try {
    const edits: unknown = JSON.parse(text);
    return isEdits(edits) ? edits : undefined;
  } catch {
    return undefined;
  }
}

function isEdits(edits: unknown): edits is Edits {
  if (!isRecord(edits) || !isRecord(edits.policies)) return false;
  const { deadlineMs, forecast, policies } = edits;
  const isForecast = forecast === undefined || typeof forecast === "string" || isRecord(forecast);
  const isDeadline = deadlineMs === undefined || (typeof deadlineMs === "number" && deadlineMs > 0);
  return isForecast && isDeadline && Object.values(policies).every(isPolicyEdit);
}

function isPolicyEdit(edit: unknown): boolean {
  return isRecord(edit) && Object.values(edit).every((value) => PARAMETERS.has(typeof value));
}

const PARAMETERS: ReadonlySet<string> = new Set(["number", "boolean", "string"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
