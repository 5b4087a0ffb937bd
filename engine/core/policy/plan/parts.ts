/** Stretches of time with a number of replicas, and what their changes cost. */
import type { Checkpoint } from "../../profile/profile.ts";
import type { DurationMs, InstantMs } from "../../units/units.ts";

export interface Part {
  readonly fromMs: InstantMs;
  readonly untilMs: InstantMs;
  /** 0 where nothing runs. */
  readonly replicas: number;
}

/** The work to be placed, as it stands now. */
export interface Work {
  /** Left to be done, as time on one replica. */
  readonly workMs: DurationMs;
  /** Before work is done, when it starts or goes on now. */
  readonly startUpMs: DurationMs;
  /** With how many replicas it runs now; 0 when it does not. */
  readonly replicas: number;
  readonly checkpoint: Checkpoint;
  /** Of 1, 2, ... replicas. */
  readonly throughput: readonly number[];
}

export const lengthOf = ({ fromMs, untilMs }: Part): DurationMs => untilMs - fromMs;

/** Time of a part in which state is saved or restored, or a node starts, and no work is done. */
function lostMs(work: Work, before: Part | undefined, part: Part, started: boolean): DurationMs {
  const { checkpoint, replicas, startUpMs } = work;
  const beforeReplicas = before?.replicas ?? replicas;
  if (!started && (replicas === 0 || beforeReplicas === part.replicas)) return startUpMs;
  if (beforeReplicas === part.replicas) return 0;
  return beforeReplicas > 0 ? checkpoint.saveMs + checkpoint.restoreMs : checkpoint.restoreMs;
}

/** Work that is done in each part, as time on one replica; 0 where none is. */
export function workIn(work: Work, parts: readonly Part[]): DurationMs[] {
  let before: Part | undefined;
  let started = false;
  return parts.map((part) => {
    let done = 0;
    if (part.replicas > 0) {
      const lost = lostMs(work, before, part, started);
      const rate = work.throughput[part.replicas - 1] ?? 1;
      done = Math.max(0, lengthOf(part) - lost) * rate;
      started = true;
    }
    before = part;
    return done;
  });
}

/**
 * A pause, or a change of replicas, that is no longer than saving and restoring is not worth it: the
 * stretch keeps the replicas of the one before it, or of the one behind it after a pause.
 */
export function withoutShort(work: Work, parts: readonly Part[]): Part[] {
  const { saveMs, restoreMs } = work.checkpoint;
  const costMs = saveMs + restoreMs;
  if (costMs === 0) return merged(parts);
  const kept: Part[] = [];
  let before = work.replicas;
  merged(parts).forEach((part, index, all) => {
    const behind = all[index + 1]?.replicas ?? 0;
    const short = lengthOf(part) <= costMs && behind > 0 && (before > 0 || part.replicas > 0);
    const replicas = short ? before || behind : part.replicas;
    kept.push({ ...part, replicas });
    before = replicas;
  });
  return merged(kept);
}

/** Neighbours with as many replicas are one part; pauses at the end are left out. */
function merged(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && last.replicas === part.replicas) {
      result[result.length - 1] = { ...last, untilMs: part.untilMs };
    } else result.push(part);
  }
  if (result.at(-1)?.replicas === 0) result.pop();
  return result;
}

/** Ends where the work is done. */
export function trimmed(work: Work, parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let left = work.workMs;
  for (const [index, done] of workIn(work, parts).entries()) {
    const part = parts[index] as Part;
    if (done < left) {
      left -= done;
      result.push(part);
      continue;
    }
    const rate = work.throughput[part.replicas - 1] ?? 1;
    result.push({ ...part, untilMs: part.untilMs - Math.floor((done - left) / rate) });
    break;
  }
  return result;
}
