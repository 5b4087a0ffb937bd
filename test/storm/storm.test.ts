import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HAS_PROC } from "../../engine/io/process/proc.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { KIND_NAMES, planStorm } from "./plan.ts";
import { runStorm } from "./storm.ts";

const root = tempFolder();
/** Two storms that follow each other have most kinds of kill points; `npm run storm` has all of them, often. */
const SEEDS = [5, 6];

describe.runIf(HAS_PROC)("a live run whose host, steps and guard are killed", () => {
  it.concurrent.each(SEEDS)(
    "comes to its own end, and nothing runs twice: npm run storm -- --seed %i",
    async (seed) => {
      const { breaches, kills } = await runStorm(seed, join(root, String(seed)));
      expect(breaches).toEqual([]);
      // A slow machine passes some of the points by.
      expect(Object.keys(kills).length).toBeGreaterThan(3);
    },
    240_000,
  );

  it("is killed at every kind of moment, in whichever storms follow each other", () => {
    for (const first of [1, 40, 777]) {
      const planned = [0, 1, 2].flatMap((more) => planStorm(first + more).lives.flat());
      expect(new Set(planned.map(({ kind }) => kind))).toEqual(new Set(KIND_NAMES));
    }
  });
});
