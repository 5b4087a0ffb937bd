/** Answers that carry a plan of parts out: run until a part ends, wait until the next one begins. */
import { MAX_PLAN_SLOTS } from "../../limits.ts";
import type { DurationMs, InstantMs } from "../../units/units.ts";
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import { cheapestParts, meanOf } from "./cheapest.ts";
import { levelsOf } from "./levels.ts";
import { type Part, type Work, workIn } from "./parts.ts";
import { nextStepMs, type Slot, slotsOf } from "./slots.ts";

export interface PlanSettings {
  /** Length of the slots by the clock; absent: the forecast's own steps. */
  readonly slotMs?: DurationMs | undefined;
  /** False: the first plan is kept, whatever later forecasts say. */
  readonly replan: boolean;
}

/** What planning in parts reads. */
export const PARTS_PLAN = [
  "nowMs",
  "deadlineMs",
  "marginMs",
  "followingMs",
  "expectedDurationMs",
  "startUpMs",
  "running",
  "checkpoint",
  "forecast",
  "memo",
] as const satisfies readonly (keyof PolicyInput)[];

const FREE = { saveMs: 0, restoreMs: 0 };

/**
 * Plans at each question, or keeps the first plan, and answers for now.
 *
 * @param throughput `[1]` for what runs with one replica
 * @param everySlot ask again when a slot ends, not only when a part does
 */
export function answerWithParts(
  { slotMs, replan }: PlanSettings,
  input: PolicyInput,
  throughput: readonly number[],
  everySlot: boolean,
): PolicyAnswer {
  const { nowMs, startUpMs, expectedDurationMs, checkpoint = FREE, running, memo } = input;
  const kept = readMemo(memo);
  const replicas = running ? kept.replicas : 0;
  const workMs = expectedDurationMs - startUpMs;
  const work = { workMs, startUpMs, replicas, checkpoint, throughput };
  const endMs = input.deadlineMs - input.marginMs - input.followingMs;
  const rest = replan ? undefined : restOf(kept.parts, nowMs, endMs, work);
  if (rest !== undefined) return follow(rest, nowMs, undefined, kept.replicas, false);
  const forecast = input.forecast();
  const maxSlots = Math.floor(MAX_PLAN_SLOTS / throughput.length) + 1;
  const slots = slotsOf(forecast, nowMs, endMs, slotMs, maxSlots);
  const parts = cheapestParts(forecast, slots, work);
  if (parts === undefined) return tooLittle(input, slots, work, endMs);
  const firstSlotMs = everySlot && replan ? (slots[0] as Slot).toMs : undefined;
  const answer = follow(parts, nowMs, firstSlotMs, kept.replicas, replan);
  const forecastGPerKwh = meanOf(forecast, parts);
  const reason = `${answer.reason}, forecast at ${grams(forecastGPerKwh)}`;
  return { ...answer, reason, forecastGPerKwh };
}

type Going = Exclude<PolicyAnswer, { action: "skip" }>;

function follow(
  parts: readonly Part[],
  nowMs: InstantMs,
  firstSlotMs: InstantMs | undefined,
  replicasBefore: number,
  replan: boolean,
): Going {
  const next = parts.findIndex(({ untilMs, replicas }) => untilMs > nowMs && replicas > 0);
  const part = parts[next] as Part;
  const keep = (replicas: number) => (replan ? [replicas] : [replicas, ...flat(parts)]);
  if (part.fromMs > nowMs) {
    const untilMs = Math.min(part.fromMs, firstSlotMs ?? part.fromMs);
    const reason = "waits for cheaper time before the deadline";
    return { action: "wait", reason, untilMs, memo: keep(replicasBefore) };
  }
  const { replicas } = part;
  const with_ = replicas === 1 ? "" : ` with ${replicas} replicas`;
  const reason = `runs in the cheapest time before the deadline${with_}`;
  const start = { action: "start" as const, reason, memo: keep(replicas) };
  const scaled = replicas === 1 ? start : { ...start, replicas };
  const isLast = next === parts.length - 1;
  const endMs = firstSlotMs !== undefined && firstSlotMs < part.untilMs ? firstSlotMs : undefined;
  const untilMs = endMs ?? (isLast ? undefined : part.untilMs);
  return untilMs === undefined ? scaled : { ...scaled, untilMs };
}

/** What is left of the first plan; undefined when things took longer and it breaks the deadline. */
function restOf(
  parts: readonly Part[],
  nowMs: InstantMs,
  endMs: InstantMs,
  work: Work,
): Part[] | undefined {
  const rest = parts
    .filter(({ untilMs }) => untilMs > nowMs)
    .map((part) => ({ ...part, fromMs: Math.max(nowMs, part.fromMs) }));
  const last = rest.at(-1);
  if (last === undefined) return undefined;
  // The last part has no end of its own: it runs until the work is done.
  const open = [...rest.slice(0, -1), { ...last, untilMs: Math.max(last.untilMs, endMs) }];
  const done = workIn(work, open).reduce((sum, each) => sum + each, 0);
  return done < work.workMs ? undefined : rest;
}

/** What is known of the future does not hold the work: it runs, as fast as it can if time is short. */
function tooLittle(
  input: PolicyInput,
  slots: readonly Slot[],
  { throughput }: Work,
  endMs: InstantMs,
): PolicyAnswer {
  const { nowMs } = input;
  const knownMs = slots.at(-1)?.toMs ?? nowMs;
  if (knownMs < endMs) {
    const reason = "the forecast ends before the work would";
    const untilMs = nextStepMs(input.forecast(), nowMs);
    return { action: "start", reason, untilMs, memo: [1] };
  }
  const replicas = levelsOf(throughput).at(-1)?.replicas ?? 1;
  const reason = "the deadline leaves no slack";
  return { action: "start", reason, memo: [replicas], ...(replicas === 1 ? {} : { replicas }) };
}

/** Replicas that it was given last, then the parts of a plan that is kept. */
function readMemo(memo: readonly number[] = [1]): { replicas: number; parts: Part[] } {
  const [replicas = 1, ...numbers] = memo;
  const parts: Part[] = [];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    const [fromMs, untilMs, count] = numbers.slice(i, i + 3) as [number, number, number];
    parts.push({ fromMs, untilMs, replicas: count });
  }
  return { replicas, parts };
}

function flat(parts: readonly Part[]): number[] {
  return parts.flatMap(({ fromMs, untilMs, replicas }) => [fromMs, untilMs, replicas]);
}
