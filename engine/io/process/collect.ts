/** Takes in what a program left at its declared paths. */
import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from "node:fs";
import { MAX_PARAMETER_LENGTH } from "../../core/limits.ts";
import type { ArtifactStore } from "../../core/live/artifact-store.ts";
import type { AttemptSpec, OutputFile, OutputParameter } from "../../core/live/attempt.ts";
import type { JsonObject } from "../../core/workflow/manifest.ts";
import type { NodeOutputs } from "../../core/workflow/state.ts";
import { refuseLinksOut, resolveInside } from "./inside.ts";
import type { Prepared } from "./prepare.ts";
import { Refusal, refusalMessage } from "./refusal.ts";

export interface Collected {
  readonly outputs: NodeOutputs;
  /** What is wrong with each that could not be taken; empty when all is well. */
  readonly problems: readonly string[];
}

/** Every declared output is tried, so that all problems are told at once. Never throws. */
export async function collectOutputs(
  spec: AttemptSpec,
  prepared: Prepared,
  artifacts: ArtifactStore,
  result: string | undefined,
): Promise<Collected> {
  const problems: string[] = [];
  const parameters: Record<string, string> = {};
  const taken: Record<string, JsonObject> = {};
  for (const declared of spec.outputs.parameters) {
    const what = `output parameter ${declared.name}`;
    try {
      parameters[declared.name] = readParameter(declared, prepared);
    } catch (error) {
      problems.push(refusalMessage(error, what));
    }
  }
  for (const declared of spec.outputs.artifacts) {
    try {
      const key = await takeArtifact(declared, prepared, artifacts);
      const { name, path } = declared;
      if (key !== undefined) taken[name] = { name, path, s3: { key } };
    } catch (error) {
      problems.push(refusalMessage(error, `output artifact ${declared.name}`));
    }
  }
  const outputs: NodeOutputs = {
    parameters,
    ...(result === undefined ? {} : { result }),
    ...(Object.keys(taken).length === 0 ? {} : { artifacts: taken }),
  };
  return { outputs, problems };
}

function readParameter(declared: OutputParameter, { paths, sandbox }: Prepared): string {
  const path = resolveInside(paths.toHost(declared.path), sandbox, declared.path);
  if (path !== undefined) return readSmallFile(path, declared);
  if (declared.default !== undefined) return declared.default;
  throw missing("parameter", declared);
}

/** Links were resolved; a pipe must not be waited for. */
function readSmallFile(path: string, { name, path: podPath }: OutputParameter): string {
  const refuse = (what: string) => new Refusal(`output parameter ${name}: ${podPath} ${what}`);
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) throw refuse("is not a file. Write the value into a file.");
    // One more for the line break that is trimmed.
    if (stats.size > MAX_PARAMETER_LENGTH + 1) {
      throw refuse(`is larger than ${MAX_PARAMETER_LENGTH} bytes. Declare it as an artifact.`);
    }
    return readFileSync(handle, "utf8");
  } finally {
    closeSync(handle);
  }
}

async function takeArtifact(
  declared: OutputFile,
  { paths, sandbox }: Prepared,
  artifacts: ArtifactStore,
): Promise<string | undefined> {
  const path = resolveInside(paths.toHost(declared.path), sandbox, declared.path);
  if (path === undefined) {
    if (declared.optional) return undefined;
    throw missing("artifact", declared);
  }
  const stats = statSync(path);
  if (stats.isDirectory()) refuseLinksOut(path, sandbox, declared.path);
  else if (!stats.isFile()) {
    throw new Refusal(`output artifact ${declared.name}: ${declared.path} is no file or folder.`);
  }
  return (await artifacts.put(path, declared.archive)).key;
}

function missing(kind: "parameter" | "artifact", declared: { name: string; path: string }) {
  return new Refusal(
    `output ${kind} ${declared.name}: no such file or directory: ${declared.path}. ` +
      "Have the step write it, or declare it otherwise.",
  );
}
