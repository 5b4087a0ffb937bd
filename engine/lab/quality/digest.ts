/** What a program consists of: the files that its answers depend on, as one hash. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { readBytes } from "../../io/files/read-bytes.ts";

/** Largest file of a program, and the files beside it that it may read. */
const MAX_PROGRAM_FILE_BYTES = 134_217_728;
const IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;
const MODULE = /\.[cm]?[jt]s$/;

/**
 * SHA-256 over a command and the files behind it: each file that it names with `./`, all files of that file's
 * folder unless that is the scenario's own, and modules that these import from scenarios beside this one.
 *
 * @param except a file of the folder that is written later, such as the surface itself
 */
export function programDigest(
  command: readonly string[],
  folder: string,
  except: string,
): Result<string> {
  const files = programFiles(command, folder);
  if (!files.ok) return files;
  const hash = createHash("sha256").update(JSON.stringify(command));
  for (const file of files.value) {
    if (file === resolve(folder, except)) continue;
    const bytes = readBytes(file, MAX_PROGRAM_FILE_BYTES);
    if (!bytes.ok) return bytes;
    const name = relative(folder, file).split(sep).join("/");
    hash.update(`\n${name} ${bytes.value.length}\n`).update(bytes.value);
  }
  return success(hash.digest("hex"));
}

/** Absolute paths, sorted by their place beside the scenario. */
function programFiles(command: readonly string[], folder: string): Result<readonly string[]> {
  const found = new Set<string>();
  for (const part of command.filter((each) => each.startsWith("./"))) {
    const file = resolve(folder, part);
    if (!file.startsWith(resolve(folder) + sep)) return failure([outside(part)]);
    if (!isFile(file)) return failure([missing(part)]);
    found.add(file);
    if (dirname(file) === resolve(folder)) continue;
    const beside = listFiles(dirname(file), /./);
    if (!beside.ok) return beside;
    for (const each of beside.value) found.add(join(dirname(file), each));
  }
  // A set grows while it is walked: what is imported is looked through as well.
  for (const file of found) for (const each of importsOf(file, dirname(folder))) found.add(each);
  return success([...found].sort());
}

function importsOf(file: string, root: string): string[] {
  if (!MODULE.test(file)) return [];
  const bytes = readBytes(file, MAX_PROGRAM_FILE_BYTES);
  if (!bytes.ok) return [];
  return [...bytes.value.toString("utf8").matchAll(IMPORT)]
    .map((match) => resolve(dirname(file), match[1] as string))
    .filter((each) => each.startsWith(resolve(root) + sep) && isFile(each));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function outside(part: string) {
  const message = `the program '${part}' lies outside the scenario's folder`;
  return problem("quality/program", message, "Move it into the folder.", { path: PROGRAM_PATH });
}

function missing(part: string) {
  const message = `the program '${part}' is not there`;
  const hint = "Put it beside the scenario, or correct the name.";
  return problem("quality/program", message, hint, { path: PROGRAM_PATH });
}

const PROGRAM_PATH = "spec.quality.program";
