/** Which templates a template may call, directly or not. */
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import { callsOf } from "./flow.ts";

export interface Reach {
  /** Everything that the workflow may run; all templates where some name is only known later. */
  readonly all: ReadonlySet<number>;
  /** A template and all that it may call. */
  from(template: number): ReadonlySet<number>;
}

export function reachOf(plan: WorkflowPlan): Reach {
  const called = plan.templates.map((template) =>
    callsOf(template).flatMap(({ holder, hooks }) => [
      holder.position,
      ...hooks.map((hook) => hook.holder.position),
    ]),
  );
  const from = (starts: readonly number[]) => closure(called, starts);
  const hooks = plan.exit === undefined ? plan.hooks : [...plan.hooks, plan.exit];
  const starts = [plan.entrypoint, ...hooks.map(({ holder }) => holder.position)];
  const found = from(starts);
  const open = [...found].some((template) => called[template]?.includes(-1));
  const known = new Map<number, ReadonlySet<number>>();
  return {
    all: open ? new Set(plan.templates.keys()) : found,
    from(template) {
      const reached = known.get(template) ?? from([template]);
      known.set(template, reached);
      return reached;
    },
  };
}

function closure(called: readonly (readonly number[])[], starts: readonly number[]): Set<number> {
  const reached = new Set<number>();
  const waiting = [...starts];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next < 0 || reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(called[next] ?? []));
  }
  return reached;
}
