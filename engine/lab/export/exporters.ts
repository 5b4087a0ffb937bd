/** All targets of `lowtide export`, by name. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { Exporter } from "./exporter.ts";
import { impactFramework } from "./impact-framework.ts";

export const EXPORTERS: readonly Exporter[] = [impactFramework];

export function findExporter(target: string | undefined): Result<Exporter> {
  const found = EXPORTERS.find((each) => each.target === target);
  if (found !== undefined) return success(found);
  const targets = EXPORTERS.map((each) => each.target);
  if (target === undefined) {
    const hint = `Choose one with --to: ${targets.join(", ")}.`;
    return failure([problem("export/target", "nobody said what to export to", hint)]);
  }
  const message = `there is no export to '${target}'`;
  return failure([problem("export/target", message, didYouMean(target, targets))]);
}
