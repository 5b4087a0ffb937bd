/** The cheapest slots, and replicas in them, that get the work done: greedy by carbon for a unit of work. */
import { cheapestWindow, type IntensityView } from "../../carbon/window.ts";
import type { InstantMs } from "../../units/units.ts";
import { type Level, levelsOf } from "./levels.ts";
import { lengthOf, type Part, trimmed, type Work, withoutShort, workIn } from "./parts.ts";
import type { Slot } from "./slots.ts";

interface Step {
  readonly slot: number;
  /** Grams for a unit of work, in some unit. */
  readonly cost: number;
}

interface Task {
  readonly work: Work;
  readonly slots: readonly Slot[];
  readonly levels: readonly Level[];
  readonly order: readonly Step[];
}

/**
 * Takes one level of replicas more in one slot after another, the least carbon for the work that it adds
 * first, the earliest of equals, until the work is done; the last one only as long as needed, from the
 * beginning of its slot. With one replica these are the cheapest slots (Wiesner et al., "Let's Wait
 * Awhile", Middleware 2021); with more, CarbonScaler's greedy order (Hanafy et al., POMACS 2023).
 *
 * Pauses and changes cost what the checkpoint says: those that are no longer than saving and restoring
 * are not made, others take their time from the slots, and more slots make up for it. Should the
 * cheapest single window emit no more than all that, it is taken instead.
 *
 * @param slots from now on, without a gap
 * @returns undefined when even all slots with all replicas are too little; without trailing pauses
 */
export function cheapestParts(
  view: IntensityView,
  slots: readonly Slot[],
  work: Work,
): Part[] | undefined {
  const levels = levelsOf(work.throughput);
  const task = { work, slots, levels, order: cheapestFirst(slots, levels) };
  const count = leastEnough(task);
  if (count === undefined) return undefined;
  const parts = trimmed(work, shortenedLast(task, count));
  const { saveMs, restoreMs } = work.checkpoint;
  if (saveMs + restoreMs === 0) return parts;
  const whole = inOnePart(view, slots, work);
  if (whole === undefined || carbonOf(view, work, whole) > carbonOf(view, work, parts))
    return parts;
  return whole;
}

function cheapestFirst(slots: readonly Slot[], levels: readonly Level[]): Step[] {
  const steps: Step[] = [];
  slots.forEach(({ gPerKwh }, slot) => {
    for (const { price } of levels) {
      // A forecast with an error may be negative: then it is the dearest level that comes first.
      steps.push({ slot, cost: gPerKwh >= 0 ? gPerKwh * price : gPerKwh / price });
    }
  });
  // Sorting is stable: the earlier slot, and in it the lower level, comes first among equals.
  return steps.sort((a, b) => a.cost - b.cost);
}

/** The first number of steps found, by halving, that get the work done. */
function leastEnough(task: Task): number | undefined {
  let low = 0;
  let high = task.order.length;
  if (!isEnough(task, partsOf(task, high))) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(task, partsOf(task, middle))) high = middle;
    else low = middle;
  }
  return high;
}

function isEnough({ work }: Task, parts: readonly Part[]): boolean {
  return workIn(work, parts).reduce((sum, each) => sum + each, 0) >= work.workMs;
}

/** What the first so many steps are; the last one may end before its slot. */
function partsOf(
  { work, slots, levels, order }: Task,
  count: number,
  lastEndMs?: InstantMs,
): Part[] {
  const taken = new Int32Array(slots.length);
  for (let i = 0; i < count; i++) (taken[(order[i] as Step).slot] as number) += 1;
  const last = order[count - 1]?.slot;
  const replicasAt = (level: number) => levels[level - 1]?.replicas ?? 0;
  const parts = slots.flatMap(({ fromMs, toMs }, slot): Part[] => {
    const level = taken[slot] as number;
    const replicas = replicasAt(level);
    if (slot !== last || lastEndMs === undefined) return [{ fromMs, untilMs: toMs, replicas }];
    return [
      { fromMs, untilMs: lastEndMs, replicas },
      { fromMs: lastEndMs, untilMs: toMs, replicas: replicasAt(level - 1) },
    ];
  });
  return withoutShort(work, parts);
}

/** The last step ends as soon as the rest suffices; it stays whole where the change would cost too much. */
function shortenedLast(task: Task, count: number): Part[] {
  const { work, slots, levels, order } = task;
  const whole = partsOf(task, count);
  const { slot } = order[count - 1] as Step;
  const { fromMs, toMs } = slots[slot] as Slot;
  const level = order.slice(0, count).filter((each) => each.slot === slot).length;
  const gain = (levels[level - 1]?.rate ?? 0) - (levels[level - 2]?.rate ?? 0);
  const excess = workIn(work, whole).reduce((sum, each) => sum + each, 0) - work.workMs;
  const endMs = toMs - Math.floor(excess / gain);
  if (endMs <= fromMs || endMs >= toMs) return whole;
  const shortened = partsOf(task, count, endMs);
  return isEnough(task, shortened) ? shortened : whole;
}

/** The cheapest window for one replica; of what runs, the one that begins now. */
function inOnePart(view: IntensityView, slots: readonly Slot[], work: Work): Part[] | undefined {
  const { replicas, workMs, startUpMs, throughput } = work;
  const nowMs = (slots[0] as Slot).fromMs;
  const endMs = (slots.at(-1) as Slot).toMs;
  const durationMs = Math.ceil(startUpMs + workMs / (throughput[replicas - 1] ?? 1));
  const latestMs = endMs - durationMs;
  if (latestMs < nowMs) return undefined;
  if (replicas > 0) return [{ fromMs: nowMs, untilMs: nowMs + durationMs, replicas }];
  const { startMs } = cheapestWindow(view, durationMs, nowMs, latestMs);
  return pausedUntil(nowMs, { fromMs: startMs, untilMs: startMs + durationMs, replicas: 1 });
}

function pausedUntil(nowMs: InstantMs, part: Part): Part[] {
  if (part.fromMs === nowMs) return [part];
  return [{ fromMs: nowMs, untilMs: part.fromMs, replicas: 0 }, part];
}

/** Forecast carbon of the parts, saving state at their ends included. */
function carbonOf(
  view: IntensityView,
  { checkpoint, replicas }: Work,
  parts: readonly Part[],
): number {
  const first = parts[0];
  const leaves = first !== undefined && replicas > 0 && first.replicas === 0;
  let carbon = leaves ? savingAt(view, first, checkpoint.saveMs) * replicas : 0;
  parts.forEach((part, index) => {
    if (part.replicas === 0) return;
    carbon += view.integral(part.fromMs, part.untilMs) * part.replicas;
    const next = parts[index + 1];
    if (next?.replicas === 0) carbon += savingAt(view, next, checkpoint.saveMs) * part.replicas;
  });
  return carbon;
}

/** A pause is longer than saving takes. */
function savingAt(view: IntensityView, pause: Part, saveMs: number): number {
  return view.integral(pause.fromMs, pause.fromMs + Math.min(saveMs, lengthOf(pause)));
}

/** Mean forecast over the parts, by replicas. */
export function meanOf(view: IntensityView, parts: readonly Part[]): number {
  let carbon = 0;
  let replicaMs = 0;
  for (const part of parts) {
    if (part.replicas === 0) continue;
    carbon += view.integral(part.fromMs, part.untilMs) * part.replicas;
    replicaMs += lengthOf(part) * part.replicas;
  }
  return replicaMs === 0 ? 0 : carbon / replicaMs;
}
