/** The export `impact-framework`: the account as a manifest that the Green Software Foundation's tool recomputes. */
import { accountRows } from "../../core/account/account-rows.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { MAX_EXPORT_ROWS } from "../../core/limits.ts";
import { readResult } from "../../formats/impact-framework/result.ts";
import { writeManifest } from "../../formats/impact-framework/write.ts";
import type { ExportedRun, Exporter, Verification } from "./exporter.ts";
import { manifestComment, manifestName } from "./impact-framework-comment.ts";
import { agrees, comparedFigure, statedFigures, TOLERANCE } from "./impact-framework-figures.ts";
import { childrenOf, rowsInUse } from "./impact-framework-rows.ts";

export const impactFramework: Exporter = {
  target: "impact-framework",
  summary: "a manifest that if-run 1.1.0 (npm @grnsft/if) recomputes: energy, O, M, C and SCI",
  write,
  verify,
};

function write(run: ExportedRun): Result<string> {
  const { world, spec, timeline, account, sites } = run;
  const rows = accountRows(timeline, sites);
  const inUse = rowsInUse(rows);
  const children = childrenOf(rows, inUse, sites);
  const count = inUse.length * (children.machines.length + children.energies.length);
  if (count > MAX_EXPORT_ROWS) return failure([tooManyRows(count)]);
  const { startMs, stepMs } = rows.grid;
  return success(
    writeManifest({
      name: manifestName(run),
      description: `${world.title}: policy ${spec.title}. Written by Lowtide.`,
      comment: manifestComment(run),
      functionalUnit: { name: world.functionalUnit.name, total: account.units },
      rowsAtMs: inUse.map((row) => startMs + row * stepMs),
      rowS: stepMs / 1_000,
      ...children,
    }),
  );
}

function tooManyRows(count: number): Issue {
  const limit = MAX_EXPORT_ROWS.toLocaleString("en");
  const message = `the manifest would have ${count.toLocaleString("en")} rows, more than ${limit}`;
  const hint = "Export a shorter period, such as --set length=28d.";
  return problem("export/too-many-rows", message, hint);
}

function verify(run: ExportedRun, text: string, file: string): Result<Verification> {
  const result = readResult(text, file);
  if (!result.ok) return result;
  const { name, figures: found } = result.value;
  const figures = statedFigures(run.account, run.world.functionalUnit.name).map((each) =>
    comparedFigure(each, found[each.figure] ?? null),
  );
  const warnings = name === manifestName(run) ? [] : [otherRun(name, run, file)];
  return success({ figures, tolerance: TOLERANCE, agrees: figures.every(agrees) }, warnings);
}

function otherRun(name: string, run: ExportedRun, file: string): Issue {
  const message = `the result is of '${name}', not of '${manifestName(run)}'`;
  const hint = "Verify it with the scenario and the policy that it was exported from.";
  return caution("export/other-run", message, hint, { file, path: "name" });
}
