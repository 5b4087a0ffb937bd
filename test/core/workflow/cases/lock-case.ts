/** Templates that need locks. */
import type { LockRequest } from "../../../../engine/core/workflow/event.ts";

export const MUTEX = "synchronization: { mutexes: [{ name: m }] }";

export const semaphore = (key: string) =>
  `synchronization: { semaphores: [{ configMapKeyRef: { name: sizes, key: ${key} } }] }`;

export const mutex: LockRequest = { kind: "mutex", key: "ns/Mutex/m", size: 1 };
