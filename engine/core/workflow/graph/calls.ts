/** Makes openings of a call: its condition, its loop, its arguments. */

import { ConditionError } from "../../expression/govaluate/error.ts";
import type { Json } from "../manifest.ts";
import { mapStage } from "../plan/globals.ts";
import type { PlannedCall, PlannedHolder } from "../plan/plan.ts";
import { refScope } from "../plan/plan-call.ts";
import { NO_ARGUMENTS, type Opening, type WorkflowNode } from "../state.ts";
import { render, type Stage } from "../templating/render.ts";
import type { Text } from "../templating/text.ts";
import { renderStrictly, resolveArguments } from "../values/arguments.ts";
import { stagesIn } from "../values/scope.ts";
import type { Work } from "../work.ts";
import { itemEntries, loopName } from "./item.ts";
import { expandLoop } from "./loop.ts";

/** What becomes of a call that is ready. */
export type Ready =
  | { readonly kind: "open"; readonly opening: Opening }
  | { readonly kind: "loop"; readonly items: readonly Ready[] }
  /** Its condition is false, or its loop is empty. */
  | { readonly kind: "skip"; readonly opening: Opening; readonly message: string }
  /** Nothing can be opened; `early`: not even the texts of the call could be filled in. */
  | {
      readonly kind: "error";
      readonly opening: Opening;
      readonly problem: string;
      readonly early: boolean;
    };

type Condition =
  | { readonly ok: true; readonly holds: boolean; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** Evaluates a call inside a composite node; `place` says where its nodes belong. */
export function prepareCall(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode,
  place: { readonly name: string; readonly parent: number; readonly after: readonly number[] },
): Ready {
  if (isPlain(call)) return { kind: "open", opening: openingOf(work, call, boundary, place, []) };
  const stages = stagesIn(work, boundary, { call });
  const base = openingOf(work, call, boundary, place, stages);
  const early = checkWhen(work, call.when, stages, call.loop !== undefined);
  if (!early.ok) return { kind: "error", opening: base, problem: early.problem, early: true };
  if (call.loop === undefined) return single(work, call, boundary, base, stages, early);
  // A call that is known not to run is not filled in, so what it loops over may stay unreadable.
  const skipped = !early.holds;
  const items = expandLoop(work, call.loop, skipped ? stages.slice(0, -1) : stages);
  if (!items.ok) {
    if (skipped) return { kind: "skip", opening: base, message: "Skipped, empty params" };
    return { kind: "error", opening: base, problem: items.problem, early: items.early };
  }
  if (items.items.length === 0) {
    return { kind: "skip", opening: base, message: "Skipped, empty params" };
  }
  const each = items.items.map((item, index) =>
    loopItem(work, call, boundary, base, stages, item, index),
  );
  return { kind: "loop", items: each };
}

/** True when nothing in the call is to be filled in or decided. */
function isPlain({ when, loop, holder, arguments: given }: PlannedCall): boolean {
  if (when !== undefined || loop !== undefined || holder.position < 0) return false;
  return given.parameters.length === 0 && given.artifacts.length === 0;
}

/** The position of a template; tags in its name are filled in now. */
export function positionOf(work: Work, holder: PlannedHolder, stages: readonly Stage[]): number {
  if (holder.position >= 0) return holder.position;
  const text = (part: Text) => {
    const rendered = render(part, stages, work);
    return rendered.ok ? rendered.text : part.source;
  };
  if (holder.ref !== undefined) {
    const scope = refScope(text(holder.ref.name), holder.ref.clusterScope);
    return work.plan.find(scope, text(holder.ref.template));
  }
  return holder.template === undefined ? -1 : work.plan.find(holder.scope, text(holder.template));
}

function single(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode,
  base: Opening,
  stages: readonly Stage[],
  when: { readonly holds: boolean; readonly text: string },
): Ready {
  if (!when.holds) return { kind: "skip", opening: base, message: falseMessage(when.text) };
  const given = resolveArguments(work, call.arguments, stages, boundary, false);
  const { problem } = given;
  if (problem !== undefined) return { kind: "error", opening: base, problem, early: true };
  return { kind: "open", opening: { ...base, arguments: given } };
}

function loopItem(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode,
  base: Opening,
  outer: readonly Stage[],
  item: Json,
  index: number,
): Ready {
  const stages = [...outer, mapStage(new Map(itemEntries(item)))];
  const prefix = base.name.slice(0, base.name.length - call.name.length);
  const opening: Opening = {
    ...base,
    name: prefix + loopName(call.name, index, item),
    template: positionOf(work, call.holder, stages),
    item,
  };
  const when = checkWhen(work, call.when, stages, false);
  if (!when.ok) return { kind: "error", opening, problem: when.problem, early: false };
  if (!when.holds) return { kind: "skip", opening, message: falseMessage(when.text) };
  const given = resolveArguments(work, call.arguments, stages, boundary, true);
  return { kind: "open", opening: { ...opening, arguments: given } };
}

function openingOf(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode,
  place: { readonly name: string; readonly parent: number; readonly after: readonly number[] },
  stages: readonly Stage[],
): Opening {
  return {
    name: place.name,
    call: call.id,
    template: positionOf(work, call.holder, stages),
    boundary: boundary.index,
    parent: place.parent,
    after: place.after,
    arguments: NO_ARGUMENTS,
    onExit: boundary.onExit,
  };
}

/** @param itemsToCome tags of the loop's item are still open; such a condition decides nothing yet */
function checkWhen(
  work: Work,
  when: Text | undefined,
  stages: readonly Stage[],
  itemsToCome: boolean,
): Condition {
  if (when === undefined) return { ok: true, holds: true, text: "" };
  const rendered = renderStrictly(work, when, stages, false);
  if (!rendered.ok) return rendered;
  // Upstream reads a condition that was filled in with nothing as none.
  if (rendered.text === "") return { ok: true, holds: true, text: "" };
  try {
    return { ok: true, holds: work.plan.expressions.holds(rendered.text), text: rendered.text };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    if (itemsToCome) return { ok: true, holds: true, text: rendered.text };
    const problem = `Invalid 'when' expression '${rendered.text}': ${error.message}`;
    return { ok: false, problem };
  }
}

function falseMessage(when: string): string {
  return `when '${when}' evaluated false`;
}
