/** Reads the files that a scenario names; they must lie in its folder. */
import { isAbsolute, relative, resolve } from "node:path";
import { failure, problem, type Result } from "../../core/issue.ts";
import { readText } from "../../io/files/read-text.ts";

/** Gives the text of a file beside the scenario; `path` says where the scenario names it. */
export interface ReadBeside {
  (name: string, limitBytes: number, path: string): Result<string>;
  /** Where the files lie; absent where they are no files. */
  readonly folder?: string;
}

export function readerFor(folder: string): ReadBeside {
  const read = (name: string, limitBytes: number, path: string) => {
    const file = resolve(folder, name);
    const inside = relative(folder, file);
    if (inside.startsWith("..") || isAbsolute(inside)) {
      const message = `'${name}' lies outside the scenario's folder`;
      const hint = "Move the file into the folder.";
      return failure([problem("scenario/outside", message, hint, { path })]);
    }
    const text = readText(file, limitBytes);
    return text.ok ? text : failure(text.issues.map((issue) => ({ ...issue, path })));
  };
  return Object.assign(read, { folder });
}
