/** Locks that a workflow or a template holds while it runs. */
import { z } from "zod";
import { withRules } from "./rules.ts";
import { flag, keySelector, text } from "./values.ts";

const semaphore = withRules(
  z.strictObject({
    configMapKeyRef: keySelector.optional(),
    namespace: text.optional(),
    database: z.strictObject({ key: text }).optional(),
  }),
  { inert: { database: "databaseLock" } },
);

const mutex = withRules(
  z.strictObject({
    name: text.optional(),
    namespace: text.optional(),
    database: flag.optional(),
  }),
  { inert: { database: "databaseLock" } },
);

export const synchronizationSchema = withRules(
  z
    .strictObject({
      semaphores: z.array(semaphore).optional(),
      mutexes: z.array(mutex).optional(),
    })
    .meta({ id: "Synchronization", description: "Locks that are held while it runs" }),
  { singular: { semaphore: "semaphores", mutex: "mutexes" } },
);
export type SynchronizationBody = z.infer<typeof synchronizationSchema>;
