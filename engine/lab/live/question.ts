/** Everything that a live run needs to go on without the scenario's files: what its store keeps. */
import type { ImageMap } from "../../core/live/attempt-spec.ts";
import type { LiveDocument } from "../../core/scenario/live-schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { parseDuration } from "../../core/units/duration.ts";
import type { DurationMs } from "../../core/units/units.ts";

import type { TrustedContent } from "./content-hash.ts";

/** A program that runs beside the pods. */
export interface ServiceProgram {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface LiveQuestion {
  readonly version: string;
  /** The scenario's folder, where its programs are. */
  readonly folder: string;
  /** What the user has trusted; looked at again before a run goes on in another program. */
  readonly content: TrustedContent;
  readonly world: World;
  /** Name of one of the world's policies. */
  readonly policy: string;
  readonly images: ImageMap;
  readonly services: readonly ServiceProgram[];
  /** Names of the user's variables that programs may see. */
  readonly environment: readonly string[];
  /** Null: it never waits. */
  readonly timeScale: number | null;
  readonly workScale: number;
  readonly logBytes: number;
  readonly processes: number;
  readonly graceMs: DurationMs;
}

const MIB = 1_048_576;

/** What a document says of its programs' limits, in the question's units. */
export function limitsOf({ limits, environment }: LiveDocument) {
  return {
    environment,
    logBytes: Math.round(limits.logMib * MIB),
    processes: limits.processes,
    graceMs: parseDuration(limits.stop) as number,
  };
}
