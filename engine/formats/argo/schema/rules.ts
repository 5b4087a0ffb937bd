/** What a schema cannot say of a field: that it has no effect here, or is how Argo 3 spelt another. */
import { z } from "zod";

/** One warning a document for each of these; the texts say what is not honoured. */
export const INERT = {
  artifacts: "artifacts are carried; their transfer takes no time and no energy",
  volumes: "volumes are carried without effect",
  placement: "other schedulers, resource claims and disruption budgets are not simulated",
  pod: "pod settings are carried without effect",
  companions: "init containers and sidecars count by what they request; they are not run",
  simulated: "the work is not done: a profile says how long it takes and what comes out",
  databaseLock: "a lock in a database is held as a lock of this engine alone",
  metrics: "metrics are not emitted",
  cleanup: "nothing is deleted or archived after a run",
  daemon: "a daemon counts as ready as soon as it starts",
} as const;
export type InertKind = keyof typeof INERT;

export interface FieldRules {
  /** Fields that are read but change nothing in a replay. */
  readonly inert?: Readonly<Record<string, InertKind>>;
  /** Fields of Argo 3 that are read as the only item of a list: `mutex` as `mutexes`. */
  readonly singular?: Readonly<Record<string, string>>;
  /** Fields of older versions that nothing takes the place of. */
  readonly removed?: readonly string[];
}

/** Rules by schema of a mapping. */
export const fieldRules = z.registry<FieldRules>();

/** Lists that upstream also reads from a bare item. */
export const bareItems = z.registry<{ readonly bare: true }>();

/** The schema with rules about its fields. */
export function withRules<T extends z.ZodObject>(schema: T, rules: FieldRules): T {
  fieldRules.add(schema, rules);
  return schema;
}
