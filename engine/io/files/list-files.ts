/** Lists the files in a folder and the folders below it. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { fileIssue } from "./failure.ts";

/** Most files that are looked at in one folder tree. */
const MAX_FILES = 20_000;
/** Deepest folder below the first one. */
const MAX_DEPTH = 32;

/**
 * Paths relative to the folder, with `/`, in code unit order, of the files whose names match. Hidden
 * files and folders, `node_modules`, and folders behind symbolic links are left out.
 */
export function listFiles(folder: string, name: RegExp): Result<readonly string[]> {
  const found: string[] = [];
  const pending = [{ path: "", depth: 0 }];
  let seen = 0;
  try {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const entry of readdirSync(join(folder, next.path), { withFileTypes: true })) {
        if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
        if (++seen > MAX_FILES) return failure([tooMany(folder)]);
        const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
        const isFile = entry.isFile() || (entry.isSymbolicLink() && leadsToFile(folder, path));
        if (isFile && name.test(entry.name)) found.push(path);
        if (entry.isDirectory() && next.depth < MAX_DEPTH) {
          pending.push({ path, depth: next.depth + 1 });
        }
      }
    }
  } catch (error) {
    return failure([fileIssue(error, folder)]);
  }
  return success(found.sort());
}

function leadsToFile(folder: string, path: string): boolean {
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

function tooMany(file: string) {
  const message = `There are more than ${MAX_FILES.toLocaleString("en")} files in the folder.`;
  return problem("files/too-many", message, "Name a folder with fewer files.", { file });
}
