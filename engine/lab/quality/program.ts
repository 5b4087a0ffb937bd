/** The program behind a trained quality surface: how it is started, and what a user has to trust. */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { LiveCommands } from "../../contract/live.ts";
import { problem } from "../../core/issue.ts";
import { LineProgram } from "../../io/json-lines/program.ts";

/** Of the user's own environment, a program sees these. */
const ALLOWED = ["PATH", "HOME", "LANG", "TZ", "SystemRoot"];

export interface ProgramToStart {
  /** As the scenario writes it. */
  readonly command: readonly string[];
  /** The scenario's. */
  readonly folder: string;
  readonly seed: number;
  /** Further variables of the user's own that it may see. */
  readonly environment: readonly string[];
}

/** Starts it with a private folder for what it keeps. */
export function startProgram(program: ProgramToStart, privateFolder: string): LineProgram {
  const { command, folder, seed, environment } = program;
  const argv = [...argvOf(command, folder), "--folder", privateFolder, "--seed", String(seed)];
  return new LineProgram({ argv, folder, env: environmentOf(environment) });
}

/** `node` is the one that Lowtide runs on; what begins with `./` lies beside the scenario. */
function argvOf(command: readonly string[], folder: string): string[] {
  return command.map((part, index) => {
    if (index === 0 && part === "node") return process.execPath;
    return part.startsWith("./") ? resolve(folder, part) : part;
  });
}

function environmentOf(more: readonly string[]): Record<string, string> {
  const known = [...ALLOWED, ...more].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };
  return { ...Object.fromEntries(known), ...own };
}

/** What would be started, for the user to read; the hash changes with the program. */
export function commandsOf(
  { command }: ProgramToStart,
  digest: string,
  trusted: (hash: string) => boolean,
): LiveCommands {
  const argv = [...command, "--folder", "A_PRIVATE_FOLDER", "--seed", "N"];
  const commands = [{ what: "program of the quality surface", argv, templates: [] }];
  const hash = createHash("sha256")
    .update(JSON.stringify([commands, digest]))
    .digest("hex");
  return { commands, hash, trusted: trusted(hash) };
}

export function notTrusted({ commands }: LiveCommands) {
  const [first] = commands;
  const message = `computing the surface would start: ${first?.argv.join(" ")}`;
  const hint = "Read the program; when you trust it, give --trust.";
  return problem("quality/not-trusted", message, hint);
}
