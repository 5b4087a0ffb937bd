/** What the app and its preview worker say to each other. */
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
    }
  | { readonly kind: "failure"; readonly ask: number; readonly message: string };
