/** What is painted: a laid out graph, and what its nodes are at this moment. */
import type { Phase } from "./phases.ts";
import type { Picture } from "./picture.ts";

export interface Scene {
  readonly picture: Picture;
  readonly phaseOf: (node: number) => Phase;
  readonly nameOf: (node: number) => string;
  /** Its edges are drawn in the accent. */
  readonly current: number | null;
  readonly hits: ReadonlySet<number>;
}
