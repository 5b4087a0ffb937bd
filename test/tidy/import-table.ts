/**
 * Who may import whom. A folder may always import itself; everything else stands here. `*` at the end
 * of an entry means every folder below, an entry with `.ts` is one file; packages are npm names, and
 * `node` stands for `node:*`.
 */

export interface Row {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

function row(folders: readonly string[], packages: readonly string[] = []): Row {
  return { folders, packages };
}

const core = (...names: string[]) => names.map((name) => `engine/core/${name}`);
const BASE = ["engine/core", ...core("units", "math", "text")];
const GROUND = [...BASE, ...core("random", "clock")];
const SUBJECTS = core("carbon", "workflow", "cluster", "model");

export const IMPORT_TABLE: Readonly<Record<string, Row>> = {
  // The files beside the folders of core (assert, issue, limits, ports) serve all of core.
  "engine/core": row([]),
  "engine/core/ports.ts": row(["engine/core*"]),
  "engine/core/units": row(["engine/core"]),
  "engine/core/math": row(["engine/core"]),
  "engine/core/text": row(["engine/core"]),
  "engine/core/random": row(BASE),
  "engine/core/clock": row(BASE),
  // The languages in manifests; each knows values only, no workflow.
  "engine/core/expression": row([...BASE, ...core("clock")], ["@noble/hashes", "re2js"]),
  // These four do not know each other: simulate joins them.
  "engine/core/carbon": row(GROUND),
  "engine/core/workflow": row([...GROUND, "engine/core/expression*"]),
  "engine/core/cluster": row(GROUND),
  "engine/core/model": row(GROUND),
  // What is known of VM sizes and regions; a cluster is filled in from it.
  "engine/core/catalogue": row([...GROUND, ...core("cluster")]),
  // A place has a grid and nodes; it joins the two as data, and knows no time.
  "engine/core/site": row([...GROUND, ...core("carbon", "cluster")]),
  // When a CronWorkflow starts runs; what runs is not its business.
  "engine/core/cron": row([...GROUND, "engine/core/expression*"]),
  // What pods do on the virtual clock; of a workflow it knows names and values.
  "engine/core/profile": row([...GROUND, "engine/core/expression*"]),
  // Placeholders where profiles say nothing, from how a workflow reads its outputs.
  "engine/core/infer": row(["engine/core", ...core("text", "profile", "expression*", "workflow*")]),
  // Holds a run against a status that a controller left.
  "engine/core/conformance": row([...GROUND, ...core("workflow")]),
  "engine/core/policy": row([
    ...GROUND,
    ...SUBJECTS,
    ...core("expression", "profile", "site", "policy*"),
  ]),
  "engine/core/simulate": row([
    ...GROUND,
    ...SUBJECTS,
    ...core("infer", "policy", "profile", "site", "timeline", "scenario/world.ts"),
  ]),
  // The wall clock's side of the engine: ports of executors and stores, scaled time, the run as a machine.
  "engine/core/live": row(["engine/core*"]),
  // Independent jobs, planned and accounted without events.
  "engine/core/jobs": row([...BASE, ...core("carbon")]),
  // What no policy can beat: it reads the truth, which policies never do.
  "engine/core/optimum": row([...BASE, ...core("carbon", "jobs*")]),
  "engine/core/papers/gaia": row([...BASE, ...core("carbon", "jobs")]),
  // Accounting reads the timeline, never a policy.
  "engine/core/account": row([...GROUND, ...core("carbon", "cluster", "site", "timeline")]),
  // The waist: what simulate or a live run writes, and accounting reads.
  "engine/core/timeline": row(core("units")),
  // One published simulator a folder; they do not know each other.
  "engine/core/papers/lets-wait-awhile": row(GROUND),
  "engine/core/sweep": row(["engine/core*"]),
  // What a quality surface says: the path of a policy over it, detectors, what retraining would gain.
  "engine/core/quality": row(["engine/core*"]),
  "engine/core/scenario": row(["engine/core*"], ["zod"]),
  "engine/core/compare": row(["engine/core*"]),

  // Reading YAML with limits and positions is one thing; the documents written in it are others.
  "engine/formats/yaml": row(["engine/core*"], ["yaml", "zod"]),
  "engine/formats/argo": row(
    ["engine/core*", "engine/formats/yaml", "engine/formats/cron"],
    ["yaml", "zod"],
  ),
  "engine/formats/catalogue": row(
    ["engine/core*", "engine/formats/csv", "engine/formats/yaml"],
    ["papaparse", "zod"],
  ),
  "engine/formats/cron": row(["engine/core*", "engine/formats/time-zone"]),
  // Rows of CSV texts with their lines; what the rows mean is the business of others.
  "engine/formats/csv": row([], ["papaparse"]),
  "engine/formats/grid": row(["engine/core*", "engine/formats/csv"], ["zod"]),
  // It is set in the same type as the other report.
  "engine/formats/gsf-report": row(["engine/core*", "engine/formats/report"]),
  "engine/formats/impact-framework": row(["engine/core*", "engine/formats/yaml"], ["yaml"]),
  "engine/formats/lp": row(["engine/core*"]),
  // Models as bytes; what runs them is the business of others.
  "engine/formats/onnx": row(["engine/core*"]),
  "engine/formats/papers": row(["engine/core*", "engine/formats/yaml"], ["papaparse", "zod"]),
  "engine/formats/profile": row(["engine/core*", "engine/formats/yaml"], ["yaml"]),
  // What was really trained and scored, as a file beside its scenario.
  "engine/formats/quality": row(["engine/core*"], ["zod"]),
  "engine/formats/report": row(["engine/core*"]),
  "engine/formats/scenario": row(["engine/core*", "engine/formats/yaml"], ["yaml", "zod"]),
  "engine/formats/time-zone": row(["engine/core*"]),

  "engine/contract": row(["engine/core*"], ["zod"]),

  "engine/io/artifacts": row(["engine/core*", "engine/io/wall"], ["node", "zod"]),
  "engine/io/data-folder": row(["engine/core*", "engine/formats*"], ["node", "env-paths"]),
  "engine/io/files": row(["engine/core*", "engine/formats*"], ["node"]),
  "engine/io/process": row(["engine/core*"], ["node"]),
  // A program that is asked in lines of JSON.
  "engine/io/json-lines": row([], ["node"]),
  "engine/io/solver": row(["engine/core*", "engine/formats/lp"], ["highs"]),
  "engine/io/sqlite": row(["engine/core*", "engine/formats*"], ["node", "better-sqlite3"]),

  "engine/io/wall": row([], ["node"]),

  "engine/lab": row(["engine/core*", "engine/formats*", "engine/io*", "engine/contract"], ["node"]),
  "engine/host": row(
    ["engine/core", "engine/contract", "engine/lab"],
    ["node", "ws", "birpc", "zod"],
  ),
  "engine/cli": row(
    [
      "engine/core*",
      "engine/formats*",
      "engine/contract",
      "engine/io/files",
      "engine/lab",
      "engine/host",
    ],
    ["node", "commander", "open", "vite", "zod"],
  ),

  "renderer/app": row(
    ["renderer*", "engine/contract"],
    ["react", "react-dom", "@base-ui/react", "@tanstack/react-query"],
  ),
  "renderer/charts": row(["engine/contract"], ["d3"]),
  "renderer/client": row(["engine/contract"], ["birpc", "react", "@tanstack/react-query", "zod"]),
  "renderer/commands": row(["engine/contract"], ["react"]),
  "renderer/preview": row(["engine/core*", "engine/contract"], ["react", "zod"]),
  "renderer/screens": row(
    [
      "renderer/charts",
      "renderer/widgets",
      "renderer/client",
      "renderer/commands",
      "renderer/preview",
      "engine/contract",
    ],
    ["react", "@base-ui/react", "@tanstack/react-query", "elkjs"],
  ),
  "renderer/widgets": row(["engine/contract"], ["react", "@base-ui/react"]),
  renderer: row(["renderer*"], ["node", "react", "react-dom", "vite", "@vitejs/plugin-react"]),

  // The shell forks the engine and knows no more of it than the path of its entry.
  electron: row(["engine/contract"], ["node", "electron", "vite"]),

  // Programs that a live run starts; of the engine they know numbers and a file format.
  "scenarios/green-e2e-ml/steps": row(
    [...core("math", "random"), "engine/formats/onnx", "scenarios/green-e2e-ml/steps/forest"],
    ["node", "better-sqlite3", "onnxruntime-node"],
  ),
  "scenarios/weekly-invoices/steps": row(["scenarios/green-e2e-ml/steps"]),
  "scenarios/green-e2e-ml/steps/forest": row([...core("random"), "engine/formats/onnx"]),
};

/** Folders whose every subfolder needs a row of its own. */
export const SPLIT_FOLDERS = ["engine", "engine/core", "engine/formats", "engine/io", "renderer"];
