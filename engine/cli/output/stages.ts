/** Why the stages of a live run ran, or did not have to, as people read it. */
import type { StageDecision } from "../../core/live/stage-store.ts";

/**
 * One paragraph for each attempt that was looked up; `node` keeps those whose pod, attempt or template has it in its
 * name.
 */
export function formatStageDecisions(decisions: readonly StageDecision[], node = ""): string {
  const about = decisions.filter(({ podName, attempt, template }) =>
    [podName, attempt, template].some((name) => name.includes(node)),
  );
  if (about.length > 0) return about.map(formatDecision).join("\n");
  const which = node === "" ? "No stage of this run was" : `Nothing that is named ${node} was`;
  return [
    `${which} looked up in the cache: it ran because its turn came.`,
    'A template is cached that asks for it: metadata.annotations "lowtide.dev/cache": "true".',
  ].join("\n");
}

function formatDecision({ podName, template, hit, reasons }: StageDecision): string {
  const [first = "", ...more] = reasons;
  const verdict = hit ? "did not run again" : "ran";
  const head = `${podName} (${template}) ${verdict}: ${first}`;
  return [head, ...more.map((reason) => `  and ${reason}`)].join("\n");
}
