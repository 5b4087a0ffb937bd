/** Reads the files that a scenario names; they must lie in its folder. */
import { relative, resolve } from "node:path";
import { isAbsolute } from "node:path/posix";
import { failure, problem, type Result } from "../../core/issue.ts";
import { readText } from "../../io/files/read-text.ts";

/** Gives the text of a file beside the scenario. */
export type ReadBeside = (name: string, limitBytes: number) => Result<string>;

export function readerFor(folder: string): ReadBeside {
  return (name, limitBytes) => {
    const file = resolve(folder, name);
    const inside = relative(folder, file);
    if (inside.startsWith("..") || isAbsolute(inside)) {
      const message = `'${name}' lies outside the scenario's folder`;
      return failure([problem("scenario/outside", message, "Move the file into the folder.")]);
    }
    return readText(file, limitBytes);
  };
}
