/** Everything that the parts of the screen need to know about the run and what is shown of it. */
import type { WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import type { Open } from "../../charts/workflow/fold.ts";
import type { Outline } from "../../charts/workflow/outline.ts";
import type { PhaseCounts } from "../../charts/workflow/phases.ts";
import type { Box, Direction } from "../../charts/workflow/picture.ts";
import type { RunTree } from "../../charts/workflow/tree.ts";
import type { Viewport } from "../../charts/workflow/viewport.ts";
import type { LayoutState } from "./use-layout.ts";

/** What the graph does to its viewport when the next picture is there. */
export type Afterwards =
  | { readonly do: "begin" | "fit" | "stay" }
  | { readonly do: "centre"; readonly node: number; readonly focus: boolean }
  /** The node stays where it was on the screen. */
  | { readonly do: "anchor"; readonly node: number; readonly x: number; readonly y: number };

/** The graph's surface, while it is on the screen. */
export interface Surface {
  view(): Viewport;
  fit(): void;
  zoomBy(factor: number): void;
  actualSize(): void;
  bringIn(box: Box, focus: boolean): void;
  centre(box: Box, focus: boolean): void;
}

/** What the graph needs of a run, on the virtual clock or a live one. */
export type ShownRun = Pick<WorkflowRunResult, "status" | "startMs" | "endMs" | "templates">;

export interface GraphView {
  readonly run: ShownRun;
  readonly tree: RunTree;
  readonly drawn: Outline;
  readonly counts: readonly PhaseCounts[];
  readonly open: Open;
  readonly direction: Direction;
  readonly layout: LayoutState;
  /** The node that the arrow keys move from. */
  readonly current: number | null;
  /** The node in the panel. */
  readonly selected: number | null;
  readonly query: string;
  readonly hits: readonly number[];
  /** The hit that was gone to last. */
  readonly hit: number | null;
  readonly afterwards: { current: Afterwards };
  readonly surface: { current: Surface | null };
  setCurrent(node: number | null): void;
  select(node: number | null): void;
  toggle(node: number): void;
  setOpen(open: Open): void;
  setDirection(direction: Direction): void;
  search(query: string): void;
  goToHit(by: 1 | -1): void;
  /** Opens what hides a node, and brings it to the middle. */
  reveal(node: number, focus: boolean): void;
}
