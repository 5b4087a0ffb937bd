/** Walks a parsed manifest, collecting issues with their places instead of throwing. */
import { caution, type Issue, problem } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { Path, YamlDocument } from "../yaml/read.ts";
import type { FieldTable } from "./fields.ts";

export type Mapping = Readonly<Record<string, unknown>>;

/** More than anybody reads at once; finding the lines of many more would take minutes. */
const MAX_ISSUES = 50;

export class ManifestReader {
  readonly issues: Issue[] = [];
  private readonly document: YamlDocument;
  private errors = 0;
  private warnings = 0;

  constructor(document: YamlDocument) {
    this.document = document;
  }

  error(code: string, path: Path, message: string, hint: string): void {
    this.errors += 1;
    if (this.errors > MAX_ISSUES) return;
    this.issues.push(problem(code, message, hint, this.document.locate(path)));
  }

  warn(code: string, path: Path, message: string, hint: string): void {
    this.warnings += 1;
    if (this.warnings > MAX_ISSUES) return;
    this.issues.push(caution(code, message, hint, this.document.locate(path)));
  }

  /** A mapping, or an empty one where it is absent; anything else is an issue. */
  mapping(value: unknown, path: Path): Mapping {
    if (value === undefined || value === null) return {};
    if (typeof value === "object" && !Array.isArray(value)) return value as Mapping;
    this.wrongType(path, "a mapping");
    return {};
  }

  list(value: unknown, path: Path): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.wrongType(path, "a list");
    return [];
  }

  /** Required text; empty after an issue. */
  text(value: unknown, path: Path): string {
    if (typeof value === "string" && value !== "") return value;
    const name = String(path.at(-1));
    if (value === undefined) {
      this.error("argo/missing", path, `'${name}' is missing`, `Add '${name}'.`);
    } else this.wrongType(path, "text");
    return "";
  }

  /** Argo's AnyString: text, numbers and booleans are read as text. */
  anyString(value: unknown, path: Path): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") {
      this.wrongType(path, "text");
      return undefined;
    }
    return String(value);
  }

  /** Refuses what a replay would get wrong, warns about nothing that is inert, names what is unknown. */
  fields(value: Mapping, path: Path, table: FieldTable): void {
    for (const key of Object.keys(value)) {
      if (this.errors > MAX_ISSUES) return;
      if (table.honoured.includes(key) || table.inert.includes(key)) continue;
      if (table.refused.includes(key)) {
        const hint = "Remove it to replay the workflow without it; the answer would differ.";
        this.error("argo/unsupported", [...path, key], `'${key}' is not replayed yet`, hint);
      } else {
        const known = [...table.honoured, ...table.inert, ...table.refused];
        const hint = didYouMean(key, known);
        this.error(
          "argo/unknown-field",
          [...path, key],
          `'${key}' is not an Argo field here`,
          hint,
        );
      }
    }
  }

  private wrongType(path: Path, wanted: string): void {
    const name = String(path.at(-1) ?? "the document");
    this.error("argo/type", path, `'${name}' is not ${wanted}`, `Make it ${wanted}.`);
  }
}
