/**
 * The lanes: for each request what was asked, how long it waited, when it ran and on which hours, next
 * to where the baseline ran. Near, a lane shows time from left to right; far, one column a request with
 * its waiting time from top (asked) to bottom (deadline), so that a year stays legible.
 */
import type { LinearScale } from "./intensity.ts";
import type { Bin } from "./series.ts";

export interface LaneRequest {
  readonly index: number;
  readonly team?: string;
  readonly askedAtMs: number;
  readonly deadlineMs: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly skipped: boolean;
  readonly missed: boolean;
  /** Intensity of the hours used, in order. */
  readonly used: readonly Bin[];
  /** The baseline's run of the same request, where it is another one. */
  readonly ghost?: { readonly startedAtMs: number; readonly finishedAtMs: number };
}

export interface Span {
  readonly x: number;
  readonly width: number;
}

export interface RequestMark {
  readonly index: number;
  /** What is clicked and focused: from asking to the end of the run. */
  readonly target: Span;
  readonly wait: Span | null;
  readonly run: Span | null;
  readonly ghost: Span | null;
  readonly strip: readonly (Span & { readonly gPerKwh: number })[];
  readonly skipX: number | null;
  readonly missed: boolean;
}

/** Bars shorter than this would vanish; they are drawn this wide and the legend says so. */
export const MIN_BAR_PX = 5;

export function requestMarks(requests: readonly LaneRequest[], x: LinearScale): RequestMark[] {
  return requests.map((request) => requestMark(request, x));
}

function requestMark(request: LaneRequest, x: LinearScale): RequestMark {
  const askedX = x(request.askedAtMs);
  const run = spanOf(request, x);
  const ghost = request.ghost === undefined ? null : spanOf(request.ghost, x);
  const wait = run !== null && run.x - askedX >= 1 ? { x: askedX, width: run.x - askedX } : null;
  const skipX = request.skipped ? (ghost?.x ?? askedX) + (ghost?.width ?? MIN_BAR_PX) / 2 : null;
  return {
    index: request.index,
    target: targetOf(askedX, run, skipX),
    wait,
    run,
    ghost,
    strip: run === null ? [] : stripOf(request.used, run, x),
    skipX,
    missed: request.missed,
  };
}

function spanOf(
  run: { readonly startedAtMs?: number; readonly finishedAtMs?: number },
  x: LinearScale,
): Span | null {
  if (run.startedAtMs === undefined || run.finishedAtMs === undefined) return null;
  const from = x(run.startedAtMs);
  return { x: from, width: Math.max(MIN_BAR_PX, x(run.finishedAtMs) - from) };
}

function targetOf(askedX: number, run: Span | null, skipX: number | null): Span {
  if (skipX !== null) return { x: skipX - 14, width: 28 };
  const end = run === null ? askedX + 12 : run.x + run.width;
  // Some runs begin, and even end, before they are asked for.
  const from = run === null ? askedX : Math.min(askedX, run.x);
  const width = Math.max(14, end - from + 4);
  return { x: Math.min(from - 2, end + 2 - width), width };
}

/** The hours used, stretched with the bar where the bar is drawn wider than its time. */
function stripOf(used: readonly Bin[], run: Span, x: LinearScale) {
  const from = used[0]?.fromMs ?? 0;
  const to = used.at(-1)?.toMs ?? from + 1;
  const scale = run.width / Math.max(1e-9, x(to) - x(from));
  return used.map((bin) => ({
    x: run.x + (x(bin.fromMs) - x(from)) * scale,
    width: (x(bin.toMs) - x(bin.fromMs)) * scale,
    gPerKwh: bin.mean,
  }));
}

export interface RasterMark {
  readonly index: number;
  readonly column: Span;
  /** Pixels from the top of the lane's inner height. */
  readonly top: number;
  readonly height: number;
  readonly gPerKwh: number | null;
  readonly skipped: boolean;
  readonly missed: boolean;
}

/** One column a request; the vertical position is the share of the time allowed that had passed. */
export function rasterMarks(
  requests: readonly LaneRequest[],
  x: LinearScale,
  height: number,
): RasterMark[] {
  return requests.map((request, index) => {
    const column = columnOf(requests, index, x);
    const allowed = Math.max(1, request.deadlineMs - request.askedAtMs);
    const share = (atMs: number) => Math.max(0, Math.min(1, (atMs - request.askedAtMs) / allowed));
    const ran = request.startedAtMs !== undefined && request.finishedAtMs !== undefined;
    const top = ran ? share(request.startedAtMs as number) * height : 0;
    const bottom = ran ? share(request.finishedAtMs as number) * height : 0;
    return {
      index: request.index,
      column,
      top: Math.min(top, height - 3),
      height: ran ? Math.max(3, bottom - top) : 0,
      gPerKwh: ran ? meanOf(request.used) : null,
      skipped: request.skipped,
      missed: request.missed,
    };
  });
}

/** A column reaches to the next asking; those of one instant, of several teams, share it. */
function columnOf(requests: readonly LaneRequest[], index: number, x: LinearScale): Span {
  const { askedAtMs } = requests[index] as LaneRequest;
  let first = index;
  while (requests[first - 1]?.askedAtMs === askedAtMs) first -= 1;
  let next = index + 1;
  while (requests[next]?.askedAtMs === askedAtMs) next += 1;
  const later = requests[next]?.askedAtMs;
  const earlier = requests[first - 1]?.askedAtMs;
  const pitchMs =
    later !== undefined
      ? later - askedAtMs
      : earlier !== undefined
        ? askedAtMs - earlier
        : 86_400_000;
  const left = x(askedAtMs);
  const pitch = (x(askedAtMs + pitchMs) - left) / (next - first);
  return {
    x: left + pitch * (index - first),
    width: Math.max(1, pitch - (pitch > 5 ? 1 : 0.15)),
  };
}

/** Time-weighted mean of the hours used; 0 for none. */
export function meanOf(bins: readonly Bin[]): number {
  const spanMs = bins.reduce((sum, bin) => sum + bin.toMs - bin.fromMs, 0);
  if (spanMs === 0) return bins[0]?.mean ?? 0;
  return bins.reduce((sum, bin) => sum + bin.mean * (bin.toMs - bin.fromMs), 0) / spanMs;
}
