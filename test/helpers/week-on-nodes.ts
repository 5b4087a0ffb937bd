/** The published week of November 2023 on other nodes, in a folder of its own. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { BUNDLED_SCENARIOS, openWorld } from "../../engine/lab/scenario/open.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const folder = tempFolder();
let count = 0;

export type Pool = Record<string, unknown>;
export type Spec = { cluster: Record<string, unknown> & { nodePool: Pool } } & Record<
  string,
  unknown
>;

/** A pool that leaves everything to the catalogue. */
export const BARE = {
  name: "batch",
  vmSize: "Standard_D8s_v5",
  region: "westeurope",
  minNodes: 0,
  maxNodes: 2,
  provision: "3m",
  scaleDown: "10m",
};

/** The week with its document changed, and files beside it. */
export function week(change: (spec: Spec) => void, files: Record<string, string> = {}) {
  const document = parse(readFileSync(join(WEEK, "scenario.yaml"), "utf8"));
  change(document.spec);
  const id = `n${count++}`;
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "scenario.yaml"), stringify(document));
  writeFileSync(join(folder, id, "workflow.yaml"), readFileSync(join(WEEK, "workflow.yaml")));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, id, name), text);
  return { id, file: join(folder, id, "scenario.yaml") };
}

export const withPool = (pool: Pool) => (spec: Spec) => {
  spec.cluster.nodePool = { ...BARE, ...pool };
};

export function issuesOf(change: (spec: Spec) => void, files: Record<string, string> = {}) {
  const result = openWorld(week(change, files), {});
  return result.ok ? [] : result.issues;
}
