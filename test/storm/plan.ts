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
  /** One a life of the host; afterwards it is left alone. */
  readonly points: readonly KillPoint[];
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
  { name: "before the event is durable", at: "append before", latest: 20 },
  { name: "in the middle of a commit", at: "append inside", latest: 20, delayMs: 4 },
  { name: "between durable event and start", at: "append after", latest: 20 },
  { name: "while the program is being started", at: "start inside", latest: 5, delayMs: 25 },
  { name: "right after spawn", at: "started", latest: 5, victims: ANYBODY },
  { name: "while a program runs", at: "started", latest: 5, delayMs: 90, victims: ANYBODY },
  { name: "a step alone", at: "started", latest: 4, delayMs: 60, victims: [["step"]] },
  { name: "the guard alone", at: "started", latest: 4, delayMs: 60, victims: [["guard"]] },
  { name: "between the end and its event", at: "ended", latest: 5 },
  { name: "while the log is read back", at: "read", latest: 1 },
  { name: "before leftovers are ended", at: "leftovers before", latest: 1, victims: ANYBODY },
  { name: "while leftovers are ended", at: "leftovers inside", latest: 1, delayMs: 80 },
  { name: "after leftovers are ended", at: "leftovers after", latest: 1 },
  { name: "at any moment", delayMs: 600, victims: ANYBODY },
  { name: "while paused", delayMs: 300, victims: ANYBODY, asks: "pause" },
  { name: "while cancelling", delayMs: 150, victims: ANYBODY, asks: "cancel" },
  { name: "after the run was created", at: "create", latest: 1 },
  { name: "before the ending is written", at: "status before", latest: 1 },
  { name: "while the ending is written", at: "status inside", latest: 1, delayMs: 4 },
  { name: "after the ending was written", at: "status after", latest: 1 },
];

export const KIND_NAMES = KINDS.map(({ name }) => name);

/** Lives of a host in one storm, the last one undisturbed. */
const POINTS = 7;

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
    points: ordered.map((kind) => drawPoint(kind, random)),
    waits: ordered.map(() => random.uniform() < 0.5),
  };
}

/** Neighbouring turns are kinds far apart, so that one storm mixes them. */
function turnOf(turn: number): Kind {
  return KINDS[(turn * 7) % KINDS.length] as Kind;
}

function rankOf({ name, asks }: Kind): number {
  if (name === "after the run was created") return 0;
  if (asks === "cancel") return 3;
  return name.includes("the ending") ? 4 : name.includes("leftovers") || name.includes("log") ? 2 : 1;
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
