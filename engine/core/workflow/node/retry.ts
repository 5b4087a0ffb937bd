/** Retries: a node of its own holds the attempts, and decides whether there is another. */
import { parseArgoDuration } from "../../expression/go/duration.ts";
import { MAX_ATTEMPTS } from "../../limits.ts";
import { SECOND_MS } from "../../units/units.ts";
import type { RetryPolicy, RetryStrategy } from "../manifest.ts";
import { mapStage } from "../plan/globals.ts";
import type { PlannedTemplate } from "../plan/plan.ts";
import { isKept } from "../run/kept.ts";
import { isBad, isFulfilledPhase, type WorkflowNode } from "../state.ts";
import { goTime } from "../status/timestamp.ts";
import { parseText } from "../templating/text.ts";
import { evaluateCondition } from "../values/expressions.ts";
import { bindInputs, renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { nodeAt, templateOf, type Work } from "../work.ts";
import { lastRetryNames, retryNames } from "./attempt.ts";
import { beginBody } from "./begin.ts";
import { addNode } from "./node.ts";
import { bodyType } from "./node-type.ts";
import { settle } from "./settle.ts";

/** Longest wait that still fits into an instant. */
const MAX_WAIT_MS = 1e15;

/** Begins an attempt: the same template, with `retries` and `lastRetry.*` filled in again. */
function openAttempt(work: Work, retry: WorkflowNode, template: PlannedTemplate): void {
  const { frame } = retry;
  if (frame?.kind !== "retry") return;
  const name = attemptName(retry);
  const flag = { hooked: retry.flag?.hooked ?? false, retried: true };
  const again = new Map(retryNames(work, retry, frame.attempts.length, "0"));
  const locals = localsFor(work, { ...retry, name, flag }, template, again);
  const given = { parameters: retry.inputs.parameters, artifacts: retry.inputs.artifacts };
  const bound = bindInputs(work, template, given, locals);
  const attempt = addNode(
    work,
    {
      name,
      template: retry.template,
      call: retry.call,
      boundary: retry.boundary,
      parent: retry.index,
      onExit: retry.onExit,
      ...(retry.item === undefined ? {} : { item: retry.item }),
    },
    {
      type: bodyType(template),
      phase: "Pending",
      inputs: bound.ok ? bound.inputs : retry.inputs,
      flag,
    },
  );
  if (retry.memoization !== undefined) attempt.memoization = retry.memoization;
  frame.attempts.push(attempt.index);
  retry.children.push(attempt.index);
  retry.open += 1;
  if (bound.ok) beginBody(work, attempt, template);
  else settle(work, attempt, "Error", bound.problem);
}

/** The name of the next attempt. */
function attemptName({ name, frame }: WorkflowNode): string {
  return `${name}(${frame?.kind === "retry" ? frame.attempts.length : 0})`;
}

/** An attempt has ended, or the wait for the next one has. Checks in upstream's order. */
export function advanceRetry(work: Work, retry: WorkflowNode): void {
  const { frame } = retry;
  const template = templateOf(work, retry);
  if (frame?.kind !== "retry" || template?.retryStrategy === undefined) return;
  if (frame.waiting) return;
  const last = work.run.nodes[frame.attempts.at(-1) ?? -1];
  if (last === undefined) return openAttempt(work, retry, template);
  if (!isFulfilledPhase(last.phase)) return;
  retry.outputs = last.outputs;
  if (!isBad(last.phase)) return settle(work, retry, "Succeeded");
  if (isKept(work, attemptName(retry))) return openAttempt(work, retry, template);
  const verdict = judge(work, retry, last, template.retryStrategy, frame.attempts.length);
  switch (verdict.kind) {
    case "end":
      return settle(work, retry, last.phase, verdict.message);
    case "error":
      return settle(work, retry, "Error", verdict.message);
    case "again":
      return openAttempt(work, retry, template);
    case "wait":
      frame.waiting = true;
      retry.message = verdict.message;
      work.effects.push({ type: "wake", node: retry.index, atMs: verdict.untilMs });
  }
}

type Verdict =
  | { readonly kind: "again" }
  | { readonly kind: "wait"; readonly untilMs: number; readonly message: string }
  | { readonly kind: "end"; readonly message: string }
  | { readonly kind: "error"; readonly message: string };

function judge(
  work: Work,
  retry: WorkflowNode,
  last: WorkflowNode,
  strategy: RetryStrategy,
  attempts: number,
): Verdict {
  const { shutdown, pastDeadline, startedAtMs } = work.run;
  if (shutdown !== "") return { kind: "end", message: `Stopped with strategy '${shutdown}'` };
  if (pastDeadline === true) {
    const seconds = work.plan.workflow.activeDeadlineSeconds ?? 0;
    const at = goTime((startedAtMs ?? work.atMs) + seconds * SECOND_MS);
    return { kind: "end", message: `retry exceeded workflow deadline ${at}` };
  }
  const limit = wholeNumber(work, retry, strategy.limit);
  if (limit === null) return { kind: "error", message: `invalid limit '${strategy.limit}'` };
  const backoff = checkBackoff(work, retry, last, strategy, attempts, limit);
  if (backoff !== undefined) return backoff;
  if (strategy.backoff !== undefined) retry.message = "";
  if (!mayRetry(policyOf(strategy), last)) return { kind: "end", message: last.message };
  if (limit !== undefined && attempts > limit) {
    return { kind: "end", message: "No more retries left" };
  }
  if (attempts >= MAX_ATTEMPTS) {
    return { kind: "error", message: `still failing after ${MAX_ATTEMPTS} attempts` };
  }
  return checkExpression(work, retry, strategy, attempts - 1);
}

/** Waits `duration x factor^(attempts - 1)`, at most `cap`, counted from the end of the attempt. */
function checkBackoff(
  work: Work,
  retry: WorkflowNode,
  last: WorkflowNode,
  strategy: RetryStrategy,
  attempts: number,
  limit: number | undefined,
): Verdict | undefined {
  const { backoff } = strategy;
  if (backoff === undefined) return undefined;
  const read = (text: string | undefined) => durationOf(work, retry, text);
  const first = nodeAt(work, (retry.frame as { attempts: number[] }).attempts[0] as number);
  const longest = read(backoff.maxDuration);
  const deadline = longest === undefined ? undefined : (first.startedAtMs ?? work.atMs) + longest;
  if (deadline !== undefined && work.atMs > deadline) {
    return { kind: "end", message: "Max duration limit exceeded" };
  }
  const base = read(backoff.duration);
  if (base === undefined) {
    return { kind: "error", message: "no base duration specified for retryStrategy" };
  }
  const factor = wholeNumber(work, retry, backoff.factor) ?? 0;
  let waitMs = base;
  for (let i = 1; i < attempts && factor > 0 && waitMs < MAX_WAIT_MS; i++) waitMs *= factor;
  const cap = read(backoff.cap);
  if (cap !== undefined) waitMs = Math.min(waitMs, cap);
  const until = (last.finishedAtMs ?? work.atMs) + Math.min(waitMs, MAX_WAIT_MS);
  if (deadline !== undefined && until > deadline) {
    return { kind: "end", message: "Backoff would exceed max duration limit" };
  }
  // Upstream waits only where a limit is set.
  if (work.atMs < until && limit !== undefined && attempts <= limit) {
    return { kind: "wait", untilMs: until, message: `Backoff for ${humanDuration(waitMs)}` };
  }
  if (deadline !== undefined) retry.deadlineMs = deadline;
  return undefined;
}

/** @param retries how many there were, which is the position of the last attempt as well */
function checkExpression(
  work: Work,
  retry: WorkflowNode,
  strategy: RetryStrategy,
  retries: number,
): Verdict {
  if (strategy.expression === undefined || strategy.expression === "") return { kind: "again" };
  const text = renderText(work, retry, strategy.expression);
  const names: [string, string][] = [
    ["retries", String(retries)],
    ...lastRetryNames(work, retry, retries, "-1"),
  ];
  const stages = [mapStage(new Map(names))];
  const result = evaluateCondition(work, text, stages);
  if (!result.ok) return { kind: "error", message: result.problem };
  if (result.value) return { kind: "again" };
  return { kind: "end", message: "retryStrategy.expression evaluated to false" };
}

/** With an expression, errors are retried as well, unless the policy says otherwise. */
function policyOf(strategy: RetryStrategy): RetryPolicy {
  return strategy.retryPolicy ?? (strategy.expression ? "Always" : "OnFailure");
}

function mayRetry(policy: RetryPolicy, last: WorkflowNode): boolean {
  switch (policy) {
    case "Always":
      return true;
    case "OnError":
      return last.phase === "Error";
    case "OnFailure":
      return last.phase === "Failed";
    case "OnTransientError":
      return /timeout|timed out|connection (reset|refused)|too many requests/i.test(last.message);
  }
}

function renderText(work: Work, retry: WorkflowNode, text: string): string {
  const template = templateOf(work, retry) as PlannedTemplate;
  const rendered = renderFor(work, parseText(text), retry.inputs, localsFor(work, retry, template));
  return rendered.ok ? rendered.text : text;
}

function durationOf(work: Work, retry: WorkflowNode, text: string | undefined) {
  if (text === undefined || text === "") return undefined;
  return parseArgoDuration(renderText(work, retry, text));
}

/** `null` when the text is not a whole number. */
function wholeNumber(work: Work, retry: WorkflowNode, text: string | undefined) {
  if (text === undefined) return undefined;
  const filled = renderText(work, retry, text);
  return /^-?\d{1,9}$/.test(filled) ? Number(filled) : null;
}

/** As Argo's messages say it: `1 minutes 30 seconds`. */
function humanDuration(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), "days"],
    [Math.floor((seconds % 86_400) / 3_600), "hours"],
    [Math.floor((seconds % 3_600) / 60), "minutes"],
    [seconds % 60, "seconds"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? "0 seconds" : said.join(" ");
}
