/** Locks of a template or workflow: which ones, by the names Argo gives them. */

import type { LockRequest } from "../event.ts";
import type { Lock } from "../manifest.ts";
import { waitAtMost } from "../node/begin.ts";
import { NO_INPUTS } from "../node/node.ts";
import { refuseUnopened } from "../node/refuse.ts";
import { configMapValue, mapStage } from "../plan/globals.ts";
import type { PlannedTemplate } from "../plan/plan.ts";
import type { NodeInputs, WorkflowNode } from "../state.ts";
import { parseText } from "../templating/text.ts";
import { renderFor } from "../values/inputs.ts";
import type { Locals } from "../values/locals.ts";
import type { Work } from "../work.ts";

const NO_LOCALS: Locals = mapStage(new Map());

export type LockRequests =
  | { readonly ok: true; readonly locks: readonly LockRequest[] }
  | { readonly ok: false; readonly problem: string };

/** Asks for the locks of a node; it stays Pending until they are granted. */
export function requestLocks(
  work: Work,
  node: WorkflowNode,
  template: PlannedTemplate,
  locals: Locals,
): void {
  const requests = lockRequests(work, template.locks, node.inputs, locals);
  if (!requests.ok) return refuseUnopened(work, node, requests.problem);
  waitAtMost(work, node, template);
  const priority = work.plan.workflow.priority ?? 0;
  node.waitingFor = "";
  work.effects.push({ type: "acquireLocks", node: node.index, locks: requests.locks, priority });
}

/** Locks with their keys and sizes; tags in names are filled in. */
export function lockRequests(
  work: Work,
  locks: readonly Lock[],
  inputs: NodeInputs = NO_INPUTS,
  locals: Locals = NO_LOCALS,
): LockRequests {
  const requests: LockRequest[] = [];
  for (const lock of locks) {
    const texts = [lock.namespace ?? work.plan.workflow.namespace, lock.name];
    const [namespace, name] = texts.map((text) => renderFor(work, parseText(text), inputs, locals));
    if (namespace?.ok === false) return namespace;
    if (name?.ok === false) return name;
    const request = toRequest(work, lock, namespace?.text ?? "", name?.text ?? "");
    if (typeof request === "string") return { ok: false, problem: request };
    requests.push(request);
  }
  return { ok: true, locks: requests };
}

function toRequest(work: Work, lock: Lock, namespace: string, name: string): LockRequest | string {
  if (lock.kind === "mutex") {
    return {
      kind: "mutex",
      key: `${namespace}/${lock.database ? "Database" : "Mutex"}/${name}`,
      size: 1,
    };
  }
  const [map, key] = splitOnce(name);
  if (lock.database) return { kind: "semaphore", key: `${namespace}/Database/${name}`, size: 1 };
  const written = configMapValue(work.plan.workflow, map, key);
  // A ConfigMap that is not among the files gives an empty text; the reader has warned of it.
  const size = written === "" ? 1 : Number(written);
  if (!Number.isSafeInteger(size) || size < 0) {
    return `Failed to acquire the synchronization lock. ConfigMap '${map}' has no size under '${key}'`;
  }
  return { kind: "semaphore", key: `${namespace}/ConfigMap/${map}/${key}`, size };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("/");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
