/** What the driver asks of the cache of stages. */
import type { AttemptEnd, AttemptSpec } from "../../core/live/attempt.ts";

export interface StageCache {
  /** The end of an earlier run of the very same stage. */
  look(spec: AttemptSpec): Promise<AttemptEnd | undefined>;
  keep(spec: AttemptSpec, end: AttemptEnd): Promise<void>;
}
