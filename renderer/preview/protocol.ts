/** What the app and its preview worker say to each other. */
import type { Regret } from "../../engine/core/compare/regret.ts";
import type { PolicyResult } from "../../engine/core/compare/result.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { Timeline } from "../../engine/core/timeline/timeline.ts";
import type { Edits } from "./edits.ts";

/** A scenario's answer under some edits, complete: one result and one timeline a policy. */
export interface PreviewAnswer {
  /** The scenario as it was opened, without edits. */
  readonly base: World;
  readonly world: World;
  readonly edits: Edits;
  readonly results: readonly PolicyResult[];
  readonly timelines: readonly Timeline[];
  /** Names of the policies that looked at the forecast at least once. */
  readonly forecastReaders: readonly string[];
}

export type PreviewRequest =
  | { readonly kind: "open"; readonly world: World }
  | { readonly kind: "ask"; readonly ask: number; readonly edits: Edits };

/** Only replays that changed since the last reply travel; `timelines` has null where nothing did. */
export type PreviewReply =
  | {
      readonly kind: "answer";
      readonly ask: number;
      readonly results: readonly PolicyResult[];
      readonly timelines: readonly (Timeline | null)[];
      readonly forecastReaders: readonly string[];
    }
  /** Follows an answer when the hand leaves time for it; one regret a policy, in the answer's order. */
  | { readonly kind: "regret"; readonly ask: number; readonly regrets: readonly Regret[] }
  | { readonly kind: "failure"; readonly ask: number; readonly message: string };
