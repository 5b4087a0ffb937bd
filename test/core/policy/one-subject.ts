/** Carries a policy's answers out for one subject with nothing around it, apart from the engine. */
import { expect } from "vitest";
import type { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { Checkpoint } from "../../../engine/core/profile/profile.ts";
import { inputOf } from "./input.ts";

export interface Task {
  readonly trace: CarbonTrace;
  readonly askedAtMs: number;
  readonly workMs: number;
  readonly deadlineMs: number;
  readonly checkpoint?: Checkpoint;
  readonly throughput?: readonly number[];
}

/** A stretch in which it ran: restoring at its beginning and saving at its end included. */
export interface Ran {
  readonly fromMs: number;
  readonly toMs: number;
  readonly replicas: number;
}

interface Now {
  atMs: number;
  doneMs: number;
  ranMs: number;
  replicas: number;
  restoreMs: number;
  plannedMs: number | undefined;
  memo: readonly number[] | undefined;
}

const MAX_QUESTIONS = 2_000;

/** All stretches until the work is done. */
export function carryOut(spec: PolicySpec, task: Task): Ran[] {
  const { trace, checkpoint, throughput = [1] } = task;
  const ran: Ran[] = [];
  const now: Now = {
    atMs: task.askedAtMs,
    doneMs: 0,
    ranMs: 0,
    replicas: 0,
    restoreMs: 0,
    plannedMs: undefined,
    memo: undefined,
  };
  for (let asked = 0; asked < MAX_QUESTIONS; asked++) {
    const answer = decide(spec, inputFor(task, now));
    if (answer.action === "skip") throw new Error("it is never skipped");
    now.memo = answer.memo ?? now.memo;
    now.plannedMs = answer.untilMs;
    if (answer.action === "wait") {
      const { untilMs, orBelowGPerKwh = Number.NEGATIVE_INFINITY } = answer;
      expect(untilMs).toBeGreaterThan(now.atMs);
      if (now.replicas > 0) leave(task, now, ran);
      now.atMs = trace.firstBelow(orBelowGPerKwh, now.atMs, untilMs) ?? untilMs;
      continue;
    }
    const { replicas = 1, untilMs = Number.POSITIVE_INFINITY } = answer;
    if (now.replicas > 0 && replicas !== now.replicas) {
      leave(task, now, ran);
      now.atMs += checkpoint?.saveMs ?? 0;
    }
    if (now.replicas === 0 && now.doneMs > 0) now.restoreMs = checkpoint?.restoreMs ?? 0;
    now.replicas = replicas;
    const rate = throughput[replicas - 1] as number;
    const endsMs = now.atMs + now.restoreMs + Math.ceil((task.workMs - now.doneMs) / rate);
    const toMs = Math.min(endsMs, untilMs);
    expect(toMs).toBeGreaterThan(now.atMs);
    add(ran, { fromMs: now.atMs, toMs, replicas });
    const restored = Math.min(now.restoreMs, toMs - now.atMs);
    now.doneMs += (toMs - now.atMs - restored) * rate;
    now.restoreMs -= restored;
    now.ranMs += toMs - now.atMs;
    now.atMs = toMs;
    if (toMs === endsMs) return ran;
  }
  throw new Error("it never ends");
}

function inputFor(task: Task, now: Now): PolicyInput {
  const { trace, askedAtMs, workMs, deadlineMs, checkpoint, throughput = [1] } = task;
  const running = now.replicas > 0;
  const restoreMs = now.doneMs > 0 ? (checkpoint?.restoreMs ?? 0) : 0;
  const startUpMs = running ? now.restoreMs : restoreMs;
  return inputOf(trace, now.atMs, {
    askedAtMs,
    deadlineMs,
    expectedDurationMs: Math.max(1, workMs - now.doneMs) + startUpMs,
    startUpMs,
    ranMs: now.ranMs,
    running,
    checkpoint,
    throughput,
    plannedMs: now.plannedMs,
    memo: now.memo,
  });
}

/** It saves its state, and ends. */
function leave({ checkpoint }: Task, now: Now, ran: Ran[]): void {
  const last = ran.at(-1) as Ran;
  ran[ran.length - 1] = { ...last, toMs: last.toMs + (checkpoint?.saveMs ?? 0) };
  now.replicas = 0;
  now.restoreMs = 0;
}

function add(ran: Ran[], next: Ran): void {
  const last = ran.at(-1);
  if (last?.toMs === next.fromMs && last.replicas === next.replicas) {
    ran[ran.length - 1] = { ...last, toMs: next.toMs };
  } else ran.push(next);
}

/** In g/kWh x ms of one replica. */
export function carbonOf(trace: CarbonTrace, ran: readonly Ran[]): number {
  return ran.reduce((sum, each) => sum + trace.integral(each.fromMs, each.toMs) * each.replicas, 0);
}
