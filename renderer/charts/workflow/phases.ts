/** Argo's phases: the order in which they are counted, and an icon for each that needs no colour. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import type { RunTree } from "./tree.ts";

export type Phase = NodeStatus["phase"];

/** What needs a look comes first. */
export const PHASES: readonly Phase[] = [
  "Failed",
  "Error",
  "Running",
  "Pending",
  "Succeeded",
  "Skipped",
  "Omitted",
];

/** Strokes in a square of 16: every phase has a shape of its own. */
export const PHASE_ICON: Readonly<Record<Phase, string>> = {
  Succeeded: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M4.9 8.3l2.2 2.2l4.1-4.6",
  Failed: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8",
  Error: "M8 1.8L14.8 14H1.2ZM8 6v4M8 11.8v.4",
  Running: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M6.4 5.2v5.6l4.6-2.8Z",
  Pending: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M8 4.4V8l2.5 1.7",
  Skipped: "M2.5 4l4 4l-4 4M8 4l4 4l-4 4M14 4v8",
  Omitted: "M1.5 8h2M5.5 8h5M12.5 8h2",
};

const RETRY: string = "Retry";

export type PhaseCounts = Readonly<Partial<Record<Phase, number>>>;

/** How many leaves of each phase a node holds, at any depth; a retry counts once in what holds it. */
export function phaseCounts(tree: RunTree): readonly PhaseCounts[] {
  const counts: Partial<Record<Phase, number>>[] = tree.nodes.map((node, position) =>
    tree.inner[position]?.length === 0 ? { [node.phase]: 1 } : {},
  );
  // What is held comes after its holder, so from the end every count is whole when it is added.
  for (let position = tree.nodes.length - 1; position >= 0; position -= 1) {
    const above = counts[tree.parent[position] ?? -1];
    const node = tree.nodes[position];
    if (above === undefined || node === undefined) continue;
    const own: PhaseCounts = node.type === RETRY ? { [node.phase]: 1 } : (counts[position] ?? {});
    for (const phase of PHASES) {
      const count = own[phase];
      if (count !== undefined) above[phase] = (above[phase] ?? 0) + count;
    }
  }
  return counts;
}

/** `498 Succeeded, 2 Failed`: what needs a look first. */
export function countsText(counts: PhaseCounts): string {
  return PHASES.filter((phase) => counts[phase] !== undefined)
    .map((phase) => `${counts[phase]?.toLocaleString("en")} ${phase}`)
    .join(", ");
}

/** The counts after a change, with those that are equal as the very objects that they were. */
export function keptCounts(
  before: readonly PhaseCounts[],
  after: readonly PhaseCounts[],
): readonly PhaseCounts[] {
  const kept = after.map((counts, at) => {
    const old = before[at];
    return old !== undefined && PHASES.every((phase) => old[phase] === counts[phase])
      ? old
      : counts;
  });
  const same = kept.length === before.length && kept.every((each, at) => each === before[at]);
  return same ? before : kept;
}
