/** Levels that look the same are laid out once: items of a loop mostly do, and what did not change. */
import type { LayOut } from "./arrange.ts";
import type { Layered, Level } from "./layers.ts";

/** Levels that are kept; more than a screen holds. */
const MAX_KNOWN = 1_000;

export function remembering(layOut: LayOut): LayOut {
  const known = new Map<string, Promise<Layered>>();
  return (level) => {
    const key = keyOf(level);
    const answer = known.get(key) ?? layOut(level);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer;
  };
}

function keyOf({ direction, sizes, edges }: Level): string {
  return JSON.stringify([direction, sizes.map(({ width, height }) => [width, height]), edges]);
}
