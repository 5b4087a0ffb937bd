/** What one storm does, drawn from its seed: how the run is set up, and when what is killed. */
import { type RandomStream, randomStream } from "../../engine/core/random/stream.ts";

export type Victim = "host" | "step" | "guard";

/** A door of the host that the storm watches; `inside` is a moment after the call has begun. */
export type Probe =
  | "create"
  | "read"
  | "append before"
  | "append inside"
  | "append after"
  | "leftovers before"
  | "leftovers inside"
  | "leftovers after"
  | "start inside"
  | "started"
  | "ended"
  | "status before"
  | "status inside"
  | "status after";

/** The host is told to kill at a door, or it is killed from outside while somebody wants something of it. */
export interface KillPoint {
  readonly kind: string;
  readonly victims: readonly Victim[];
  readonly probe?: { readonly at: Probe; readonly nth: number; readonly delayMs: number };
  readonly outside?: { readonly asks?: "pause" | "cancel"; readonly delayMs: number };
}

/** How patient the workflow is with attempts that were lost. */
export type Patience = "patient" | "strict" | "once";

export interface StormPlan {
  readonly seed: number;
  readonly policy: string;
  readonly timeScale: number | null;
  readonly patience: Patience;
  readonly service: boolean;
  /** By life of the host; in the last one nothing happens. */
  readonly lives: readonly (readonly KillPoint[])[];
  /** How much longer its steps take. */
  readonly slowness: number;
  /** By life: wait until the guard has ended everything, or start the next host at once. */
  readonly waits: readonly boolean[];
}

interface Kind {
  readonly name: string;
  readonly at?: Probe;
  /** Which time that it comes by, counted from 1: at most so late. */
  readonly latest?: number;
  readonly delayMs?: number;
  readonly victims?: readonly (readonly Victim[])[];
  readonly asks?: "pause" | "cancel";
}

const HOST: readonly Victim[] = ["host"];
const ANYBODY: readonly (readonly Victim[])[] = [
  HOST,
  ["host", "step"],
  ["host", "guard"],
  ["host", "guard", "step"],
];

/** Recovery comes first for its turn: it needs a life before it. */
const KINDS: readonly Kind[] = [
  { name: "before the event is durable", at: "append before", latest: 6 },
  { name: "in the middle of a commit", at: "append inside", latest: 6, delayMs: 4 },
  { name: "between durable event and start", at: "append after", latest: 6 },
  { name: "while the program is being started", at: "start inside", latest: 3, delayMs: 25 },
  { name: "right after spawn", at: "started", latest: 3, victims: ANYBODY },
  { name: "while a program runs", at: "started", latest: 3, delayMs: 90, victims: ANYBODY },
  { name: "a step alone", at: "started", latest: 2, delayMs: 60, victims: [["step"]] },
  { name: "the guard alone", at: "started", latest: 2, delayMs: 60, victims: [["guard"]] },
  { name: "between the end and its event", at: "ended", latest: 3 },
  { name: "while the log is read back", at: "read", latest: 1 },
  { name: "before leftovers are ended", at: "leftovers before", latest: 1, victims: ANYBODY },
  { name: "while leftovers are ended", at: "leftovers inside", latest: 1, delayMs: 80 },
  { name: "after leftovers are ended", at: "leftovers after", latest: 1 },
  { name: "at any moment", delayMs: 300, victims: ANYBODY },
  { name: "while paused", delayMs: 100, victims: ANYBODY, asks: "pause" },
  { name: "while cancelling", delayMs: 100, victims: ANYBODY, asks: "cancel" },
  { name: "after the run was created", at: "create", latest: 1 },
  { name: "before the ending is written", at: "status before", latest: 1 },
  { name: "while the ending is written", at: "status inside", latest: 1, delayMs: 4 },
  { name: "after the ending was written", at: "status after", latest: 1 },
];

export const KIND_NAMES = KINDS.map(({ name }) => name);

const POINTS = 8;

/** Kinds take turns over storms, so that all come about as often; their moments are drawn. */
export function planStorm(seed: number): StormPlan {
  const random = randomStream(seed, "storm");
  const kinds = Array.from({ length: POINTS }, (_, i) => turnOf(seed * POINTS + i));
  // One life of a run can be created, and nothing is asked of one that is cancelled.
  const ordered = [...kinds].sort((a, b) => rankOf(a) - rankOf(b));
  return {
    seed,
    policy: pick(random, ["now", "now", "threshold"]),
    timeScale: pick(random, [null, null, 200_000]),
    patience: pick(random, ["patient", "patient", "strict", "once"]),
    service: random.uniform() < 0.3,
    slowness: pick(random, [1, 1, 5]),
    lives: livesOf(ordered.map((kind) => drawPoint(kind, random))),
    waits: ordered.map(() => random.uniform() < 0.5),
  };
}

/** A life ends with the kill of its host; what is killed alone comes into the life of the next host kill. */
function livesOf(points: readonly KillPoint[]): KillPoint[][] {
  const lives: KillPoint[][] = [[]];
  for (const point of points) {
    lives.at(-1)?.push(point);
    if (point.victims.includes("host")) lives.push([]);
  }
  return lives;
}

/** Neighbouring turns are kinds far apart, so that one storm mixes them. */
function turnOf(turn: number): Kind {
  return KINDS[(turn * 7) % KINDS.length] as Kind;
}

function rankOf({ name, asks }: Kind): number {
  if (name === "after the run was created") return 0;
  if (name.includes("leftovers") || name.includes("log")) return 2;
  if (asks === "cancel") return 3;
  if (name === "before the ending is written") return 4;
  if (name === "while the ending is written") return 5;
  return name === "after the ending was written" ? 6 : 1;
}

function drawPoint(kind: Kind, random: RandomStream): KillPoint {
  const { name, at, latest = 1, delayMs = 0, victims = [HOST], asks } = kind;
  const chosen = pick(random, victims);
  const drawn = random.uniform() * delayMs;
  if (at === undefined) {
    return { kind: name, victims: chosen, outside: { delayMs: drawn, ...(asks && { asks }) } };
  }
  const nth = 1 + Math.floor(random.uniform() * latest);
  return { kind: name, victims: chosen, probe: { at, nth, delayMs: drawn } };
}

function pick<T>(random: RandomStream, from: readonly T[]): T {
  return from[Math.floor(random.uniform() * from.length)] as T;
}
