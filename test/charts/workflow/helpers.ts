/** Shorthands of the tests of the workflow graph: names instead of positions. */
import { arrange } from "../../../renderer/charts/workflow/arrange.ts";
import { compose } from "../../../renderer/charts/workflow/compose.ts";
import type { Open } from "../../../renderer/charts/workflow/fold.ts";
import { layers } from "../../../renderer/charts/workflow/layers.ts";
import { type Outline, outline } from "../../../renderer/charts/workflow/outline.ts";
import type { Direction, Picture } from "../../../renderer/charts/workflow/picture.ts";
import { runTree } from "../../../renderer/charts/workflow/tree.ts";
import type { RunBuilder } from "../../renderer/screens/workflow/runs.ts";

export function drawnOf(builder: RunBuilder): Outline {
  return outline(runTree(builder.nodes()));
}

export function at({ tree }: Outline, name: string): number {
  return tree.index.get(name) ?? -1;
}

export function names({ tree }: Outline, positions: Iterable<number>): string[] {
  return [...positions].map((position) => tree.nodes[position]?.name ?? "?");
}

/** Laid out by the plain layout, which needs no worker. */
export async function plainPicture(
  drawn: Outline,
  open: Open,
  direction: Direction = "right",
): Promise<Picture> {
  const whole = await arrange(drawn, open, direction, async (level) => layers(level));
  return compose(whole, direction);
}
