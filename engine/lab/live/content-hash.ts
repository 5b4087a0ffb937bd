/** One number for what a live run would start: when it changes, the user is asked again. */
import { createHash } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { failure, type Result, success } from "../../core/issue.ts";
import { hashTree } from "../../io/files/hash-tree.ts";

/** What the hash is taken over, so that it can be taken again. */
export interface TrustedContent {
  readonly commands: unknown;
  /** Files and folders beside the scenario that the commands name. */
  readonly named: readonly string[];
  readonly scenarioFolder: string;
  /** As it was when the user said yes. */
  readonly hash: string;
}

/** True when everything is still as it was trusted; what is gone is not. */
export function isUnchanged({ commands, named, scenarioFolder, hash }: TrustedContent): boolean {
  try {
    const now = contentHash(commands, named, scenarioFolder);
    return now.ok && now.value === hash;
  } catch {
    return false;
  }
}

/**
 * SHA-256, hexadecimal, over the commands and over all that lies beside the files they name: a program
 * loads its neighbours. Paths count as they are within the scenario's folder, which may be moved.
 */
export function contentHash(
  commands: unknown,
  named: readonly string[],
  scenarioFolder: string,
): Result<string> {
  const folder = realpathSync(scenarioFolder);
  const folders = new Set(
    named.map((path) => (statSync(path).isDirectory() ? path : dirname(path))),
  );
  const hash = createHash("sha256").update(portable(commands, folder));
  for (const each of [...folders].sort()) {
    const tree = hashTree(each);
    if (!tree.ok) return failure(tree.issues);
    hash.update(`${relative(folder, each)}\0${tree.value}\0`);
  }
  return success(hash.digest("hex"));
}

function portable(commands: unknown, folder: string): string {
  return JSON.stringify(commands, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(`${folder}/`)
      ? `./${relative(folder, value)}`
      : value,
  );
}
