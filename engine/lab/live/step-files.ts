/** Where the programs that a scenario names lie: beside it, on PATH, or nowhere. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";
import { type Issue, problem } from "../../core/issue.ts";
import { nearest } from "../../core/text/nearest.ts";
import { listFiles } from "../../io/files/list-files.ts";

export type Found =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly issue: Issue };

/** Where an element stands, for issues. */
export interface Place {
  readonly file: string;
  /** Dotted, in the document. */
  readonly path: string;
}

/** The file or folder that `./…` names: it lies in the scenario's folder, links followed. */
export function besideScenario(element: string, folder: string, place: Place): Found {
  let path: string;
  try {
    path = realpathSync(join(folder, element));
  } catch {
    return { ok: false, issue: missing(element, folder, place) };
  }
  const inside = relative(realpathSync(folder), path);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    const message = `${JSON.stringify(element)} lies outside the scenario's folder.`;
    const hint = "Move it into the folder: only what lies there is checked before it runs.";
    return { ok: false, issue: problem("live/program-outside", message, hint, place) };
  }
  return { ok: true, path };
}

function missing(element: string, folder: string, place: Place): Issue {
  const files = listFiles(folder, /./);
  const names = files.ok ? files.value.map((name) => `./${name}`) : [];
  const close = nearest(element, names);
  const hint =
    close === undefined
      ? "Write the program, or correct the path; it begins at the scenario's folder."
      : `Did you mean '${close}'?`;
  const message = `There is no ${JSON.stringify(element)} beside the scenario.`;
  return problem("live/program-missing", message, hint, place);
}

/** An issue when a program of this machine cannot be found; `node` is the one that Lowtide runs on. */
export function programIssue(program: string, place: Place): Issue | undefined {
  if (program === "node" || program.includes("{{") || isOnThisMachine(program)) return undefined;
  const message = `The program ${JSON.stringify(program)} is not on this machine.`;
  const hint = "Install it so that PATH finds it, or name another program in spec.live.images.";
  return problem("live/not-on-path", message, hint, place);
}

function isOnThisMachine(program: string): boolean {
  if (program.includes("/")) return isExecutable(program);
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => isAbsolute(folder) && isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
