/** Lists the folders in a folder. */
import { readdirSync } from "node:fs";
import { failure, type Result, success } from "../../core/issue.ts";
import { fileIssue } from "./failure.ts";

/** Names of the visible folders in a folder, in code unit order. */
export function listFolders(folder: string): Result<readonly string[]> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    return success(folders.map((entry) => entry.name).sort());
  } catch (error) {
    return failure([fileIssue(error, folder)]);
  }
}
