/** Compares the imports of one file with the import table. */
import { posix } from "node:path";
import { IMPORT_TABLE, type Row, SPLIT_FOLDERS } from "./import-table.ts";
import { importsOf } from "./scan.ts";

/** The row that governs a folder: its own, or that of the nearest folder above that has one. */
export function rowName(folder: string): string | undefined {
  if (Object.hasOwn(IMPORT_TABLE, folder)) return folder;
  const parent = posix.dirname(folder);
  return parent === "." || SPLIT_FOLDERS.includes(parent) ? undefined : rowName(parent);
}

/** One message for each import that the table forbids; each names its rule. */
export function violations(path: string, source: string): string[] {
  const folder = posix.dirname(path);
  const name = Object.hasOwn(IMPORT_TABLE, path) ? path : rowName(folder);
  if (name === undefined) return [missingRow(path, folder)];
  const row = IMPORT_TABLE[name] as Row;
  return importsOf(source).flatMap((specifier) => {
    const reason = specifier.startsWith(".")
      ? folderViolation(name, row, posix.join(folder, specifier))
      : packageViolation(name, row, specifier);
    return reason === undefined ? [] : [`${path}: ${reason}`];
  });
}

function missingRow(path: string, folder: string): string {
  return (
    `${path}: Rule import-table: the folder ${folder} has no row. ` +
    "Add it to IMPORT_TABLE in test/tidy/import-table.ts, with the least that it must import."
  );
}

function folderViolation(name: string, row: Row, target: string): string | undefined {
  const targetFolder = posix.dirname(target);
  const targetName = rowName(targetFolder) ?? targetFolder;
  if (targetName === name) return undefined;
  const allowed = row.folders.some((entry) => {
    if (entry.endsWith(".ts")) return entry === target;
    return entry.endsWith("*") ? isWithin(targetName, entry.slice(0, -1)) : entry === targetName;
  });
  return allowed ? undefined : `Rule ${ruleOf(name)}: ${name} may not import ${target}.`;
}

function packageViolation(name: string, row: Row, specifier: string): string | undefined {
  const wanted = specifier.startsWith("node:") ? "node" : packageName(specifier);
  if (row.packages.includes(wanted)) return undefined;
  return `Rule ${ruleOf(name)}: ${name} may not import ${specifier}.`;
}

function packageName(specifier: string): string {
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

function ruleOf(name: string): string {
  if (isWithin(name, "engine/core")) return "pure-core";
  return isWithin(name, "engine/formats") ? "pure-formats" : "ring-direction";
}

function isWithin(folder: string, ancestor: string): boolean {
  return folder === ancestor || folder.startsWith(`${ancestor}/`);
}
