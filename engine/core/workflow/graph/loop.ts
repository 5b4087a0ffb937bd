/** Loops: the items of `withItems`, `withParam` and `withSequence`. */
import { goFormat } from "../../expression/go/format.ts";
import { MAX_LOOP_ITEMS } from "../../limits.ts";
import type { Json } from "../manifest.ts";
import type { PlannedLoop, PlannedSequence } from "../plan/plan.ts";
import { render, type Stage } from "../templating/render.ts";
import { renderStrictly } from "../values/arguments.ts";
import { parseJson } from "../values/compact-json.ts";
import type { Work } from "../work.ts";
import { goJson } from "./item.ts";

export type Items =
  | { readonly ok: true; readonly items: readonly Json[] }
  /** `early`: the texts of the loop could not be filled in. */
  | { readonly ok: false; readonly problem: string; readonly early: boolean };

/** The items of a loop, in order; what is wrong when there are none to be had. */
export function expandLoop(work: Work, loop: PlannedLoop, stages: readonly Stage[]): Items {
  const found = itemsOf(work, loop, stages);
  if (found.ok && found.items.length > MAX_LOOP_ITEMS) {
    const problem = `the loop has ${found.items.length} items; at most ${MAX_LOOP_ITEMS} are run`;
    return { ok: false, problem, early: false };
  }
  return found;
}

function itemsOf(work: Work, loop: PlannedLoop, stages: readonly Stage[]): Items {
  switch (loop.kind) {
    case "items": {
      if (loop.text === undefined) return { ok: true, items: loop.items };
      const rendered = render(loop.text, stages.map(quoted), work);
      return rendered.ok ? parseItems(rendered.text, "withItems") : { ...rendered, early: true };
    }
    case "param": {
      const rendered = renderStrictly(work, loop.text, stages, false);
      return rendered.ok ? parseItems(rendered.text, "withParam") : { ...rendered, early: true };
    }
    case "sequence":
      return expandSequence(work, loop.sequence, stages);
  }
}

function parseItems(text: string, field: string): Items {
  const value = parseJson(text);
  // Go reads null as a list without items.
  if (value === null) return { ok: true, items: [] };
  if (Array.isArray(value)) return { ok: true, items: value as Json[] };
  const shown = text.trim().slice(0, 200);
  const problem = `${field} value could not be parsed as a JSON list: ${shown}`;
  return { ok: false, problem, early: false };
}

/** Values go into JSON text, so they are escaped. */
function quoted(stage: Stage): Stage {
  return {
    get(ref) {
      const value = stage.get(ref);
      return typeof value === "string" ? goJson(value).slice(1, -1) : value;
    },
    entries: () => stage.entries(),
  };
}

function expandSequence(work: Work, sequence: PlannedSequence, stages: readonly Stage[]): Items {
  const numbers: Partial<Record<"start" | "end" | "count", number>> = {};
  for (const field of ["start", "end", "count"] as const) {
    const text = sequence[field];
    if (text === undefined) continue;
    const rendered = renderStrictly(work, text, stages, false);
    if (!rendered.ok) return { ...rendered, early: true };
    if (!/^[+-]?\d{1,15}$/.test(rendered.text)) {
      const problem = `strconv.Atoi: parsing "${rendered.text.slice(0, 80)}": invalid syntax`;
      return { ok: false, problem, early: false };
    }
    numbers[field] = Number(rendered.text);
  }
  const start = numbers.start ?? 0;
  if (numbers.end === undefined && numbers.count === undefined) {
    const problem = "neither end nor count was specified in withSequence";
    return { ok: false, problem, early: false };
  }
  if (numbers.end === undefined && numbers.count === 0) return { ok: true, items: [] };
  const end = numbers.end ?? start + (numbers.count as number) - 1;
  const length = Math.abs(end - start) + 1;
  if (length > MAX_LOOP_ITEMS) {
    const problem = `the sequence has ${length} items; at most ${MAX_LOOP_ITEMS} are run`;
    return { ok: false, problem, early: false };
  }
  const step = start <= end ? 1 : -1;
  const format = sequence.format?.source ?? "%d";
  const items = Array.from({ length }, (_, i) => goFormat(format, BigInt(start + i * step)));
  return { ok: true, items };
}
