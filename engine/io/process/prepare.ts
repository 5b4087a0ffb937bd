/** Makes an attempt's private folder: inputs at their paths, shared volumes, script, working directory. */
import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ArtifactStore } from "../../core/live/artifact-store.ts";
import type { AttemptSpec } from "../../core/live/attempt.ts";
import { type AttemptFolders, isSafeName } from "./folders.ts";
import { makeFolder, makeRoom, type Sandbox, sandboxOf } from "./inside.ts";
import { type PodPaths, podPaths } from "./pod-paths.ts";
import { Refusal } from "./refusal.ts";

export interface Prepared {
  readonly paths: PodPaths;
  readonly sandbox: Sandbox;
  readonly argv: readonly string[];
  readonly workingDir: string;
  readonly declaredVariables: Readonly<Record<string, string>>;
}

/** Throws a `Refusal`, an `IssueError` of the store or a file system error; the caller clears away. */
export async function prepareAttempt(
  spec: AttemptSpec,
  folders: AttemptFolders,
  volume: (claim: string) => string,
  artifacts: ArtifactStore,
): Promise<Prepared> {
  checkNames(spec);
  const paths = podPaths(spec, folders.root, volume);
  // A program that died may have made it before; nothing was running in it.
  rmSync(folders.attempt, { recursive: true, force: true });
  mkdirSync(folders.work, { recursive: true, mode: 0o700 });
  mkdirSync(paths.toHost("/tmp"), { recursive: true });
  const volumes = spec.mounts.map(({ claim }) => volume(claim));
  for (const folder of volumes) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sandbox = sandboxOf([folders.root, ...volumes]);
  await layInputs(spec, paths, sandbox, artifacts);
  for (const { path } of [...spec.outputs.parameters, ...spec.outputs.artifacts]) {
    makeFolder(dirname(paths.toHost(path)), sandbox, path);
  }
  return {
    paths,
    sandbox,
    argv: argvOf(spec, paths, folders.script),
    workingDir: workingDirOf(spec, paths, sandbox, folders),
    declaredVariables: mapValues(spec.env, paths.rewrite),
  };
}

function checkNames(spec: AttemptSpec): void {
  if (spec.argv.length === 0) throw new Refusal("The template has no command. Give it one.");
  for (const { claim } of spec.mounts) {
    if (isSafeName(claim)) continue;
    throw new Refusal(`The volume ${JSON.stringify(claim)} has a name that no claim can have.`);
  }
}

async function layInputs(
  spec: AttemptSpec,
  paths: PodPaths,
  sandbox: Sandbox,
  artifacts: ArtifactStore,
): Promise<void> {
  // Folders before what lies in them: to make room for a folder clears what is there.
  const outermostFirst = [...spec.inputs].sort((a, b) => a.path.length - b.path.length);
  for (const input of outermostFirst) {
    const path = paths.toHost(input.path);
    makeRoom(path, sandbox, input.path);
    if ("raw" in input.from) writeFileSync(path, input.from.raw);
    else await artifacts.fetch(input.from.key, path);
  }
}

function argvOf(spec: AttemptSpec, paths: PodPaths, script: string): string[] {
  const fixed = spec.hostArguments ?? 1;
  const argv = spec.argv.map((text, index) => (index < fixed ? text : paths.rewrite(text)));
  if (spec.script === undefined) return argv;
  writeFileSync(script, paths.rewrite(spec.script), { mode: 0o700 });
  return [...argv, script];
}

function workingDirOf(
  spec: AttemptSpec,
  paths: PodPaths,
  sandbox: Sandbox,
  folders: AttemptFolders,
): string {
  if (spec.workingDir === undefined) return folders.work;
  const path = paths.toHost(spec.workingDir);
  makeFolder(path, sandbox, spec.workingDir);
  if (lstatSync(path).isFile()) throw new Refusal(`workingDir ${spec.workingDir} is a file.`);
  return path;
}

function mapValues(
  values: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
