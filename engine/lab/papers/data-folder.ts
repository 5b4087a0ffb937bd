/** Finds and reads the inputs of the papers in a folder. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { basename } from "node:path/posix";
import type { TraceData } from "../../core/carbon/trace.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { readBytes } from "../../io/files/read-bytes.ts";
import { decodeText } from "../../io/files/read-text.ts";
import type { NamedInput, PaperData, PaperInput } from "./data.ts";

/** Job traces and noise may be as large as grid histories. */
const MAX_INPUT_BYTES = MAX_GRID_FILE_BYTES;

export class DataFolder implements PaperData {
  private readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
  private readonly grids = new Map<string, Result<TraceData>>();

  private constructor(folder: string, files: readonly string[]) {
    this.folder = folder;
    this.files = files;
  }

  /** Fails when the folder cannot be listed. */
  static open(folder: string): Result<DataFolder> {
    const files = listFiles(folder, /\.(?:csv|json|f64)$/);
    return files.ok ? success(new DataFolder(folder, files.value)) : files;
  }

  /** The path of a file of the folder, for messages. */
  pathOf(file: string): string {
    return join(this.folder, file);
  }

  bytes(usual: string, named: NamedInput = {}): Result<PaperInput<Buffer>> {
    const file = this.find(usual, named.file);
    if (typeof file !== "string") return failure([file]);
    const path = this.pathOf(file);
    const bytes = readBytes(path, MAX_INPUT_BYTES);
    if (!bytes.ok) return bytes;
    const warnings = otherContent(path, bytes.value, named.sha256);
    return success({ file: path, content: bytes.value }, warnings);
  }

  text(usual: string, named: NamedInput = {}): Result<PaperInput<string>> {
    const bytes = this.bytes(usual, named);
    if (!bytes.ok) return bytes;
    const { file, content } = bytes.value;
    const text = decodeText(content, file);
    return text.ok ? success({ file, content: text.value }, bytes.warnings) : text;
  }

  grid(
    zone: string,
    resolution: "30min" | "hourly",
    named: NamedInput = {},
  ): Result<PaperInput<TraceData>> {
    const text = this.text(`grid/${zone}_${resolution}_*.csv`, named);
    if (!text.ok) return text;
    const { file, content } = text.value;
    let trace = this.grids.get(file);
    if (trace === undefined) {
      trace = readGrid({ text: content, file });
      this.grids.set(file, trace);
    }
    if (!trace.ok) return trace;
    return success({ file, content: trace.value }, [...text.warnings, ...trace.warnings]);
  }

  /** By the name that is given, by its last part in the usual place, or by the usual name. */
  private find(usual: string, named: string | undefined): string | Issue {
    if (named !== undefined && this.files.includes(named)) return named;
    const pattern = patternOf(usual);
    const fitting = this.files.filter((file) => pattern.test(file));
    const sameName = fitting.find((file) => named && basename(file) === basename(named));
    if (sameName !== undefined) return sameName;
    const [only, ...others] = fitting;
    if (only !== undefined && others.length === 0) return only;
    const path = this.pathOf(named ?? usual);
    if (only === undefined) {
      const message = "this input is missing";
      const hint = "Copy it to this path; scenarios/papers tells where inputs come from.";
      return problem("papers/missing-input", message, hint, { file: path });
    }
    const message = `several files fit ${usual}: ${fitting.slice(0, 5).join(", ")}`;
    const hint = "Keep one of them, or name it in the expected file.";
    return problem("papers/several-inputs", message, hint, { file: path });
  }
}

function otherContent(file: string, bytes: Buffer, sha256: string | undefined): Issue[] {
  if (sha256 === undefined) return [];
  if (createHash("sha256").update(bytes).digest("hex") === sha256.toLowerCase()) return [];
  const message = "this is not the file that the expected results were made from";
  const hint = "Results may differ for that reason; copy the original file.";
  return [caution("papers/other-input", message, hint, { file })];
}

function patternOf(usual: string): RegExp {
  const literal = usual.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^/]*")}$`);
}
