/** Finds nodes by what a person types: every word in the name, the type, the template or the phase. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";

/** Positions of the nodes that have all words, in order of creation; none for no words. */
export function findNodes(nodes: readonly NodeStatus[], text: string): readonly number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const root = nodes[0]?.name ?? "";
  return nodes.flatMap((node, position) => {
    // Every name begins with that of the run, which would find all of them.
    const place = node.name.startsWith(root) ? node.name.slice(root.length) : node.name;
    const haystack = [node.displayName, place, node.type, node.templateName, node.phase]
      .filter((part) => part !== undefined)
      .join(" ")
      .toLowerCase();
    return words.every((word) => haystack.includes(word)) ? [position] : [];
  });
}

/** The hit after or before another, round and round. */
export function stepHit(hits: readonly number[], at: number | null, by: 1 | -1): number | null {
  if (hits.length === 0) return null;
  const place = at === null ? -1 : hits.indexOf(at);
  if (place < 0) return hits[by === 1 ? 0 : hits.length - 1] ?? null;
  return hits[(place + by + hits.length) % hits.length] ?? null;
}
