/** Opens a scenario folder: reads its document and the files it names, and resolves them to a world. */
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { failure, problem, type Result } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import type { World } from "../../core/scenario/world.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { type ReadScenario, readScenario } from "../../formats/scenario/read.ts";
import { readYaml, type YamlDocument } from "../../formats/yaml/read.ts";
import { listFolders } from "../../io/files/list-folders.ts";
import { readText } from "../../io/files/read-text.ts";
import { BUNDLED_SCENARIOS } from "./bundled.ts";
import { type ResolveOptions, resolveScenario } from "./resolve.ts";
import { readerFor } from "./sources.ts";

const DOCUMENT = "scenario.yaml";

export { BUNDLED_SCENARIOS };

export interface FoundScenario {
  /** The folder's name. */
  readonly id: string;
  readonly file: string;
}

/** Finds a scenario by the name of a bundled one, its folder, or its file. */
export function findScenario(name: string, folder = BUNDLED_SCENARIOS): Result<FoundScenario> {
  for (const candidate of [join(folder, name), name]) {
    const file = candidate.endsWith(".yaml") ? candidate : join(candidate, DOCUMENT);
    const found = isFile(file);
    if (found) return { ok: true, value: { id: basename(dirname(file)), file }, warnings: [] };
  }
  const known = bundledIds(folder);
  const hint = `${didYouMean(name, known)} Or give the path of a folder with a ${DOCUMENT}.`;
  return failure([problem("scenario/not-found", `there is no scenario '${name}'`, hint)]);
}

export function bundledIds(folder = BUNDLED_SCENARIOS): string[] {
  const folders = listFolders(folder);
  if (!folders.ok) return [];
  return folders.value.filter((id) => isFile(join(folder, id, DOCUMENT))).sort();
}

/** The document of a scenario, checked, without the files it names. */
export function readDocument({ file }: FoundScenario): Result<ReadScenario> {
  const text = readText(file, MAX_DOCUMENT_BYTES);
  return text.ok ? readScenario(text.value, file) : text;
}

/** The same document before it is checked, for changes to be made in it. */
export function readYamlFile({ file }: FoundScenario): Result<YamlDocument> {
  const text = readText(file, MAX_DOCUMENT_BYTES);
  return text.ok ? readYaml(text.value, file) : text;
}

export function openWorld(found: FoundScenario, options: ResolveOptions): Result<World> {
  const document = readDocument(found);
  if (!document.ok) return document;
  return resolveScenario(document.value, readerFor(dirname(found.file)), options);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
