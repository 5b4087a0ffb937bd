/** Step programs of the scenario green-e2e-ml, run as a live run starts them. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DEFAULT_FOREST } from "../../scenarios/green-e2e-ml/steps/forest/forest.ts";
import { prepare } from "../../scenarios/green-e2e-ml/steps/prepared.ts";
import { generateRange } from "../../scenarios/green-e2e-ml/steps/rows.ts";
import { trainModel } from "../../scenarios/green-e2e-ml/steps/train.ts";

const STEPS = join(import.meta.dirname, "../../scenarios/green-e2e-ml/steps");

/** Small enough for tests, and with something to learn. */
export const SIZES = { firstRows: 4_000, rows: 1_000 };
export const SIZE_ARGS = ["--first-rows=4000", "--rows=1000"];

export function runStep(name: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [stepFile(name), ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

export function startStep(name: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [stepFile(name), ...args], { stdio: ["pipe", "pipe", "inherit"] });
}

/** The next lines that a program writes. */
export function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (child.stdout === null) throw new Error("its output is not read");
  return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}

export function stepFile(name: string): string {
  return join(STEPS, `${name}.ts`);
}

/** A model of a batch, with few trees. */
export function smallModel(batch: number, seed = 1) {
  const prepared = prepare(batch, SIZES, 4_000, (range) => generateRange(1, SIZES, range));
  return trainModel(prepared, { ...DEFAULT_FOREST, trees: 5 }, seed);
}
