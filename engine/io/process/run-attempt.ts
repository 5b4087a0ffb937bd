/** An attempt from its private folder to its collected outputs; whatever goes wrong is an end. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MAX_PARAMETER_LENGTH } from "../../core/limits.ts";
import type { ArtifactStore } from "../../core/live/artifact-store.ts";
import type { Attempt, AttemptEnd, AttemptSpec, AttemptUsage } from "../../core/live/attempt.ts";
import type { NodeOutputs } from "../../core/workflow/state.ts";
import { collectOutputs } from "./collect.ts";
import { ATTEMPT_MARK, environmentOf, nodeVariables, RUN_MARK } from "./environment.ts";
import { type AttemptFolders, attemptFolders, isSafeName, volumeFolder } from "./folders.ts";
import type { Guard } from "./guard.ts";
import { LogFile, Tail } from "./log-file.ts";
import { type Prepared, prepareAttempt } from "./prepare.ts";
import { HAS_PROC } from "./proc.ts";
import { REFUSED_EXIT_CODE, Refusal, refusalMessage, spawnMessage } from "./refusal.ts";
import { removeTree } from "./remove-tree.ts";
import { type Limits, type ProgramEnd, RunningProgram, type Watchers } from "./running.ts";

export interface AttemptContext {
  /** Of all live runs; its path has no character that means something to a shell, where possible. */
  readonly folder: string;
  /** Marks the processes of the run: the same path in every program, whatever the one above is. */
  readonly runMark: string;
  readonly artifacts: ArtifactStore;
  readonly limits: Limits;
  readonly ownVariables: Readonly<Record<string, string | undefined>>;
  readonly allowedVariables: readonly string[];
  readonly guard: Guard;
  readonly watchers: Watchers;
}

/** The longest result, and the line break that is trimmed. */
const RESULT_BYTES = MAX_PARAMETER_LENGTH + 1;
const NO_OUTPUTS: NodeOutputs = { parameters: {} };

/** Starts the program. `released` is called when the attempt has ended and holds nothing any more. */
export async function runAttempt(
  spec: AttemptSpec,
  contextOf: () => AttemptContext,
  released: () => void,
): Promise<Attempt> {
  if (!isSafeName(spec.id) || !isSafeName(spec.run)) {
    released();
    return refused(spec.id, `The attempt ${JSON.stringify(spec.id)} has no name for a folder.`);
  }
  try {
    return await startOrClear(spec, contextOf(), released);
  } catch (error) {
    released();
    return refused(spec.id, refusalMessage(error, "The attempt could not be started"));
  }
}

/** An attempt that ended before its program was started. */
export function refused(id: string, message: string): Attempt {
  const end: AttemptEnd = {
    exitCode: REFUSED_EXIT_CODE,
    phase: "Error",
    message,
    outputs: NO_OUTPUTS,
    usage: NO_USAGE,
  };
  return { id, processId: 0, ended: Promise.resolve(end), stop: () => {} };
}

const NO_USAGE: AttemptUsage = {
  wallMs: 0,
  cpuSeconds: 0,
  peakMemoryBytes: 0,
  processes: 0,
  logBytes: 0,
  logTruncated: false,
};

async function startOrClear(
  spec: AttemptSpec,
  context: AttemptContext,
  released: () => void,
): Promise<Attempt> {
  const folders = attemptFolders(context.folder, spec.run, spec.id);
  try {
    return await start(spec, folders, context, released);
  } catch (error) {
    await removeTree(folders.attempt);
    context.guard.closed(spec.id);
    throw error;
  }
}

async function start(
  spec: AttemptSpec,
  folders: AttemptFolders,
  context: AttemptContext,
  released: () => void,
): Promise<Attempt> {
  const volume = (claim: string) => volumeFolder(context.folder, spec.run, claim);
  const prepared = await prepareAttempt(spec, folders, volume, context.artifacts);
  const running: { program?: RunningProgram } = {};
  const log = new LogFile(folders.log, context.limits.logBytes, (error) =>
    running.program?.cut("Error", refusalMessage(error, "The log could not be written")),
  );
  const result = spec.outputs.result ? new Tail(RESULT_BYTES) : undefined;
  try {
    running.program = await startProgram(spec, prepared, folders, context, log, result);
  } catch (error) {
    log.close();
    throw error;
  }
  const { program } = running;
  const finish = async (): Promise<AttemptEnd> => {
    const ended = await program.ended();
    log.close();
    const usage = usageOf(program, ended, log);
    const end = await endOf(spec, prepared, context, ended, usage, result);
    await clearAway(folders);
    context.guard.closed(spec.id);
    released();
    return end;
  };
  return {
    id: spec.id,
    processId: program.pid,
    ended: finish(),
    stop: (graceMs) => program.stop(graceMs),
  };
}

async function startProgram(
  spec: AttemptSpec,
  prepared: Prepared,
  folders: AttemptFolders,
  context: AttemptContext,
  log: LogFile,
  result: Tail | undefined,
): Promise<RunningProgram> {
  const marks = { [ATTEMPT_MARK]: spec.id, [RUN_MARK]: context.runMark };
  const [program, ...rest] = prepared.argv as [string, ...string[]];
  const isNode = program === "node";
  const env = environmentOf({
    own: context.ownVariables,
    allowed: context.allowedVariables,
    declared: { ...(isNode ? nodeVariables() : {}), ...prepared.declaredVariables },
    temporaryFolder: join(folders.root, "tmp"),
    attempt: spec.id,
    runFolder: context.runMark,
  });
  await context.guard.register(spec.id, marks);
  try {
    const { limits, watchers } = context;
    const started = await RunningProgram.start(
      {
        argv: [isNode ? process.execPath : program, ...rest],
        cwd: prepared.workingDir,
        env,
        marks,
        log,
        limits,
        graceMs: spec.graceMs,
        ...(result === undefined ? {} : { result }),
        ...(spec.deadlineMs === undefined ? {} : { deadlineMs: spec.deadlineMs }),
      },
      watchers,
    );
    context.guard.started(spec.id, started.pid, started.meter.startTicks);
    return started;
  } catch (error) {
    throw new Refusal(spawnMessage(error, program));
  }
}

async function endOf(
  spec: AttemptSpec,
  prepared: Prepared,
  context: AttemptContext,
  ended: ProgramEnd,
  usage: AttemptUsage,
  result: Tail | undefined,
): Promise<AttemptEnd> {
  const { exitCode, signal, cutShort } = ended;
  const how = { exitCode, usage, ...(signal === undefined ? {} : { signal }) };
  if (cutShort !== undefined) return { ...how, ...cutShort, outputs: NO_OUTPUTS };
  const collected = await collectOutputs(spec, prepared, context.artifacts, result?.text());
  const { outputs, problems } = collected;
  if (exitCode !== 0) return { ...how, phase: "Failed", message: "", outputs };
  if (problems.length === 0) return { ...how, phase: "Succeeded", message: "", outputs };
  return {
    ...how,
    exitCode: REFUSED_EXIT_CODE,
    phase: "Error",
    message: problems.join(" "),
    outputs,
  };
}

function usageOf({ meter }: RunningProgram, { wallMs }: ProgramEnd, log: LogFile): AttemptUsage {
  return {
    wallMs: Math.round(wallMs),
    cpuSeconds: meter.cpuSeconds,
    peakMemoryBytes: HAS_PROC ? meter.peakMemoryBytes : null,
    processes: HAS_PROC ? meter.mostProcesses : null,
    logBytes: log.bytes,
    logTruncated: log.truncated,
  };
}

/** The private folder goes, the log stays. What cannot be removed does not undo what the program did. */
async function clearAway(folders: AttemptFolders): Promise<void> {
  await removeTree(folders.root);
  try {
    writeFileSync(folders.ended, "");
  } catch {
    // The log is then followed until its run ends.
  }
}
