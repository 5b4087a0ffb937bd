/** Reads package-lock.json: which packages are installed, and which of them ship with the app. */
import { read } from "./tree.ts";

export interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
}

interface LockFile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export function readLockFile(): LockFile {
  return JSON.parse(read("package-lock.json")) as LockFile;
}

/** Name and entry of every installed package; a package may occur in several versions. */
export function lockedPackages(): (readonly [name: string, entry: LockedPackage])[] {
  const marker = "node_modules/";
  return Object.entries(readLockFile().packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => [path.slice(path.lastIndexOf(marker) + marker.length), entry] as const);
}

/**
 * What packages ask for and the lock file lacks, as `path → name`. Happens where a registry does not
 * carry a package for another platform; `npm ci` then refuses the whole lock file.
 */
export function missingPackages(): string[] {
  const { packages } = readLockFile();
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !lookupPaths(path, name).some((place) => Object.hasOwn(packages, place)))
      .map((name) => `${path} → ${name}`),
  );
}

/** Where Node would look for `name` from a package, nearest first. */
function lookupPaths(path: string, name: string): string[] {
  const own = `${path === "" ? "" : `${path}/`}node_modules/${name}`;
  if (path === "") return [own];
  return [
    own,
    ...lookupPaths(path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))), name),
  ];
}
