/** The lock file installs anywhere, and the licences of what it installs are listed. */
import { describe, expect, it } from "vitest";
import { LICENCE_LIST, licenceList } from "./licences.ts";
import { lockedPackages, missingPackages, readLockFile } from "./lock-file.ts";
import { read } from "./tree.ts";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;

describe("package-lock.json", () => {
  it("names no registry host, so that any mirror serves it", () => {
    expect(readLockFile().lockfileVersion).toBe(3);
    expect(lockedPackages().filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    expect(read("package-lock.json")).not.toMatch(/"resolved"|git\+|\.tgz"/);
  });

  it("is complete for every platform, so that `npm ci` accepts it", () => {
    expect(missingPackages()).toEqual([]);
  });

  it("has a checksum for every package", () => {
    expect(lockedPackages().filter(([, entry]) => !entry.integrity)).toEqual([]);
  });

  it("takes one Node for each platform, and none where it does not fit", () => {
    const runtimes = Object.keys(manifest.optionalDependencies);
    expect(runtimes.length).toBeGreaterThanOrEqual(5);
    for (const [name, entry] of lockedPackages().filter(([name]) => runtimes.includes(name))) {
      expect(entry, name).toMatchObject({ optional: true });
      expect([entry.os].flat(), name).toHaveLength(1);
      expect([entry.cpu].flat(), name).toHaveLength(1);
    }
  });

  it("runs no install script that package.json does not decide about", () => {
    const scripted = lockedPackages().filter(([, entry]) => entry.hasInstallScript);
    const undecided = scripted.filter(([name]) => !Object.hasOwn(manifest.allowScripts, name));
    expect(undecided.map(([name]) => name)).toEqual([]);
    expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
  });
});

describe("package.json", () => {
  it("starts every TypeScript file with the check of Node's version", () => {
    const scripts = Object.values(manifest.scripts).filter((script) => script.includes(".ts"));
    const direct = scripts.filter((script) => script.startsWith("node "));
    expect(direct.length).toBeGreaterThan(5);
    const loader = "node --import ./engine/cli/use-node-24.js ";
    expect(direct.filter((script) => !script.startsWith(loader))).toEqual([]);
  });

  it("brings exactly the Nodes that the start-up knows where to find", () => {
    const programs = read("engine/cli/use-node-24.js").matchAll(/: "(node-[^/"]+)\/bin\//g);
    const known = [...programs].map((match) => match[1]);
    const optional = Object.keys(manifest.optionalDependencies);
    expect(known.sort()).toEqual(optional.filter((name) => name.startsWith("node-")).sort());
  });

  it("asks for exact versions", () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const wanted = { ...dependencies, ...devDependencies, ...optionalDependencies };
    const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });
});

describe("third-party licences", () => {
  it("are all known and listed (`npm run licences` rewrites the list)", () => {
    const rows = licenceList().split("\n");
    expect(rows.filter((row) => row.includes("unknown"))).toEqual([]);
    expect(read(LICENCE_LIST).split("\n")).toEqual(rows);
  });
});
