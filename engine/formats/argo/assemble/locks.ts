/** Locks as the engine holds them: semaphores first, each in the order written. */
import type { Lock } from "../../../core/workflow/manifest.ts";
import type { SynchronizationBody } from "../schema/synchronization.ts";
import { toKeyRef } from "./arguments.ts";
import { defined } from "./defined.ts";

export function toLocks(body: SynchronizationBody | undefined): Lock[] {
  const semaphores = (body?.semaphores ?? []).map((semaphore): Lock => {
    const configMapKeyRef = toKeyRef(semaphore.configMapKeyRef);
    const name =
      configMapKeyRef === undefined
        ? (semaphore.database?.key ?? "")
        : `${configMapKeyRef.name}/${configMapKeyRef.key}`;
    return {
      kind: "semaphore",
      name,
      database: semaphore.database !== undefined,
      ...defined({ namespace: semaphore.namespace, configMapKeyRef }),
    };
  });
  const mutexes = (body?.mutexes ?? []).map(
    ({ name, namespace, database }): Lock => ({
      kind: "mutex",
      name: name ?? "",
      database: database ?? false,
      ...defined({ namespace }),
    }),
  );
  return [...semaphores, ...mutexes];
}
