/** `npm run storm`: storms until enough kill points are struck; `-- --seed N` repeats one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { KIND_NAMES } from "./plan.ts";
import { runStorm, type StormReport } from "./storm.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    count: { type: "string", default: "200" },
    keep: { type: "boolean", default: false },
  },
});
/** Two at once: a storm mostly waits. */
const AT_ONCE = 2;

const root = mkdtempSync(join(tmpdir(), "lowtide-storm-"));
const startedMs = performance.now();
const reports = values.seed === undefined ? await untilEnough() : [await oneStorm(values.seed)];
tellAll(reports);
if (!values.keep) rmSync(root, { recursive: true, force: true });
else process.stdout.write(`Files are kept in ${root}\n`);
process.exitCode = reports.some(({ breaches }) => breaches.length > 0) ? 1 : 0;

async function untilEnough(): Promise<StormReport[]> {
  const wanted = Number(values.count);
  const done: StormReport[] = [];
  let seed = 0;
  const struck = () => done.reduce((sum, report) => sum + killsOf(report), 0);
  const work = async () => {
    while (struck() < wanted) done.push(await oneStorm(String(++seed)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

async function oneStorm(seed: string): Promise<StormReport> {
  const report = await runStorm(Number(seed), join(root, seed));
  const { attempts, lost, breaches } = report;
  const counts = `${killsOf(report)} kills, ${attempts} attempts, ${lost} lost`;
  process.stdout.write(`${breaches.length === 0 ? "ok    " : "FAILED"} seed ${seed}: ${counts}\n`);
  for (const breach of breaches) process.stdout.write(`         ${breach}\n`);
  if (breaches.length > 0) {
    process.stdout.write(`       Repeat it with: npm run storm -- --seed ${seed}\n`);
  }
  return report;
}

function killsOf({ kills }: StormReport): number {
  return Object.values(kills).reduce((sum, count) => sum + count, 0);
}

function tellAll(all: readonly StormReport[]): void {
  const kinds = new Map(KIND_NAMES.map((name) => [name, 0]));
  for (const { kills } of all) {
    for (const [kind, count] of Object.entries(kills))
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  for (const [kind, count] of kinds)
    process.stdout.write(`${String(count).padStart(5)}  ${kind}\n`);
  const total = all.reduce((sum, report) => sum + killsOf(report), 0);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  process.stdout.write(`${total} kill points in ${all.length} storms, ${seconds} s\n`);
}
