/** Paths as templates declare them, and where they lie on this machine. */
import { join, posix } from "node:path";
import type { AttemptSpec } from "../../core/live/attempt.ts";
import { Refusal } from "./refusal.ts";

export interface PodPaths {
  /** Where a declared path lies. Throws a `Refusal` for one that leaves the sandbox. */
  toHost(podPath: string): string;
  /** A text with all declared paths replaced, where they stand as whole paths or folders. */
  rewrite(text: string): string;
}

interface Mounted {
  readonly path: string;
  readonly host: string;
}

/**
 * Mounts lie where `volume` says, everything else below `root`. Longest paths are replaced first, so that
 * a file in a mount is found in the mount; what was replaced is not looked at again.
 */
export function podPaths(
  spec: AttemptSpec,
  root: string,
  volume: (claim: string) => string,
): PodPaths {
  const mounts: Mounted[] = spec.mounts
    .map(({ path, claim }) => ({ path: checked(path), host: volume(claim) }))
    .sort((a, b) => b.path.length - a.path.length);
  const toHost = (podPath: string) => hostPath(checked(podPath), mounts, root);
  const declared = declaredPaths(spec).map(checked);
  const hosts = new Map(declared.map((path) => [path, toHost(path)]));
  const pattern = patternOf([...hosts.keys()]);
  return {
    toHost,
    rewrite: (text) =>
      pattern === undefined ? text : text.replace(pattern, (path) => hosts.get(path) as string),
  };
}

function declaredPaths(spec: AttemptSpec): string[] {
  return [
    ...[spec.mounts, spec.inputs, spec.outputs.parameters, spec.outputs.artifacts].flatMap((list) =>
      list.map(({ path }) => path),
    ),
    ...(spec.workingDir === undefined ? [] : [spec.workingDir]),
  ];
}

/** The path without `//`, `.` and a slash at its end. */
function checked(path: string): string {
  const shown = JSON.stringify(path);
  if (!path.startsWith("/")) {
    throw new Refusal(`The path ${shown} is not absolute. Begin it with a slash.`);
  }
  if (path.split("/").includes("..")) {
    throw new Refusal(`The path ${shown} leaves the pod. Write it without "..".`);
  }
  if (path.includes("\0")) throw new Refusal(`The path ${shown} has a character that no path has.`);
  const plain = posix.normalize(path).replace(/\/$/, "");
  if (plain === "") throw new Refusal("The path / cannot be declared. Name a folder below it.");
  return plain;
}

function hostPath(podPath: string, mounts: readonly Mounted[], root: string): string {
  const mount = mounts.find(({ path }) => podPath === path || podPath.startsWith(`${path}/`));
  return mount === undefined
    ? join(root, podPath)
    : join(mount.host, podPath.slice(mount.path.length));
}

/** Neither in the middle of a longer path, nor the beginning of a longer name. */
function patternOf(paths: readonly string[]): RegExp | undefined {
  if (paths.length === 0) return undefined;
  const longestFirst = [...paths].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((path) => path.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`(?<![-.\\w/])(?:${escaped.join("|")})(?![-.\\w])`, "g");
}
