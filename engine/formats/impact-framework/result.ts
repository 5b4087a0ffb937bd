/** Reads what Impact Framework computed from a manifest: its totals, if it says that it succeeded. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { readYaml } from "../yaml/read.ts";
import { FIGURES, type Figure } from "./manifest.ts";

export interface ImpactResult {
  /** Of the manifest. */
  readonly name: string;
  /** Those that the tool was asked for and gave a number for. */
  readonly figures: Readonly<Partial<Record<Figure, number>>>;
}

interface Output {
  readonly name?: unknown;
  readonly execution?: { readonly status?: unknown; readonly error?: unknown } | null;
  readonly tree?: { readonly aggregated?: Readonly<Record<string, unknown>> | null } | null;
}

/** The totals of an output file. The tool ends with exit code 0 when it failed, so the file is asked. */
export function readResult(text: string, file: string): Result<ImpactResult> {
  const yaml = readYaml(withoutRows(text), file);
  if (!yaml.ok) return yaml;
  const { name, execution, tree } = (yaml.value.data ?? {}) as Output;
  if (execution?.status === undefined) {
    const hint = "Run: if-run -m MANIFEST.yml -o RESULT, and give RESULT.yaml.";
    const message = "the file is no output of Impact Framework";
    return failure([problem("impact-framework/no-result", message, hint, { file })]);
  }
  if (execution.status !== "success") {
    const error = String(execution.error ?? "no reason given").trim();
    const message = `Impact Framework could not compute the manifest: ${error}`;
    const hint = "Export the manifest again, and change nothing in it by hand.";
    return failure([
      problem("impact-framework/failed", message, hint, { file, path: "execution.status" }),
    ]);
  }
  const totals = tree?.aggregated ?? {};
  const found = Object.entries(FIGURES).flatMap(([figure, column]) => {
    const value = totals[column];
    return typeof value === "number" && Number.isFinite(value) ? [[figure, value]] : [];
  });
  return success({ name: String(name), figures: Object.fromEntries(found) });
}

/**
 * The output without what it repeats of every row, which is most of it: up to 50 MB for a year. A file in
 * which the tree does not stand as the tool writes it is left whole.
 */
function withoutRows(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  const tree = lines.indexOf("\ntree:\n");
  const totals = lines.indexOf("\n  aggregated:\n", tree);
  if (tree < 0 || totals < 0) return text;
  const [block = ""] = /^\n {2}aggregated:\n(?: {4}.*(?:\n|$))*/.exec(lines.slice(totals)) ?? [];
  return `${lines.slice(0, tree)}\ntree:${block}`;
}
