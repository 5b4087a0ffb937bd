/** Memoization: a node whose key is in the cache succeeds at once, with the outputs kept there. */
import { parseGoDuration } from "../../expression/go/duration.ts";
import type { Memoize } from "../manifest.ts";
import { refuseUnopened } from "../node/refuse.ts";
import { settle } from "../node/settle.ts";
import { start } from "../node/start.ts";
import type { NodeOutputs, WorkflowNode } from "../state.ts";
import { parseText } from "../templating/text.ts";
import { renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { templateOf, type Work } from "../work.ts";

const KEY = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const NS_PER_MS = 1_000_000n;

/** Asks the cache; the node stays Pending until it answers. */
export function requestCache(work: Work, node: WorkflowNode, memoize: Memoize): void {
  const template = templateOf(work, node);
  if (template === undefined) return;
  const locals = localsFor(work, node, template);
  const texts = [memoize.key, memoize.cache, memoize.maxAge];
  const [key, cache, maxAge] = texts.map((text) =>
    renderFor(work, parseText(text), node.inputs, locals),
  );
  for (const text of [key, cache, maxAge]) {
    if (text?.ok === false) return refuseUnopened(work, node, text.problem);
  }
  const filled = { key: textOf(key), cache: textOf(cache), maxAge: textOf(maxAge) };
  if (!KEY.test(filled.key)) {
    const problem = `invalid cache key '${filled.key}': letters, digits and '-' only`;
    return refuseUnopened(work, node, problem);
  }
  node.memoization = { hit: false, key: filled.key, cacheName: filled.cache };
  const request = {
    type: "readCache",
    node: node.index,
    cache: filled.cache,
    key: filled.key,
  } as const;
  if (filled.maxAge === "") {
    work.effects.push(request);
    return;
  }
  const age = parseGoDuration(filled.maxAge);
  if (age === undefined) return refuseUnopened(work, node, `invalid maxAge: ${filled.maxAge}`);
  work.effects.push({ ...request, maxAgeMs: Number(age / NS_PER_MS) });
}

/** The cache has answered. */
export function cacheAnswered(
  work: Work,
  node: WorkflowNode,
  outputs: NodeOutputs | undefined,
): void {
  const { memoization } = node;
  const template = templateOf(work, node);
  if (memoization === undefined || template === undefined || node.phase !== "Pending") return;
  if (outputs === undefined) return start(work, node, template);
  node.memoization = { ...memoization, hit: true };
  node.outputs = outputs;
  settle(work, node, "Succeeded");
}

function textOf(rendered: { ok: boolean; text?: string } | undefined): string {
  return rendered?.text ?? "";
}
