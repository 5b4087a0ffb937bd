/** Why an attempt cannot be started or its outputs cannot be taken: words for the node's message. */
import { constants } from "node:os";
import { IssueError } from "../../core/issue.ts";

/** Ends the attempt in `Error`; its message is for the person who reads the node. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}

/** The message of an end in `Error`: what happened and what to do, whatever was thrown. */
export function refusalMessage(error: unknown, doing: string): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof IssueError) {
    return error.issues.map(({ message, hint }) => `${doing}: ${message} ${hint}`).join(" ");
  }
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return `${doing}: ${REMEDIES[code] ?? `the system refused it (${code}).`}`;
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space, then retry the workflow.",
  EDQUOT: "the disk quota is used up. Free some space, then retry the workflow.",
  EACCES: "access was denied (EACCES). Give yourself permission for the folder of live runs.",
  EPERM: "access was denied (EPERM). Give yourself permission for the folder of live runs.",
  EROFS: "the disk is read-only. Set LOWTIDE_DATA_DIR to a folder that can be written.",
  EMFILE: "too many files are open. Raise the limit (ulimit -n), or lower parallelism.",
  ENFILE: "too many files are open. Close other programs, or lower parallelism.",
  ENOTDIR: "a part of the path is a file, where a folder is needed. Correct the declared path.",
  ENAMETOOLONG: "the path is too long. Shorten the declared path.",
};

/** Argo's own code for what its executor refuses. */
export const REFUSED_EXIT_CODE = 64;

/** The end in `Error` of a program that the system would not start. */
export function spawnMessage(error: unknown, program: string): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const name = JSON.stringify(program);
  switch (code) {
    case "ENOENT":
      return `The program ${name} was not found. Install it so that PATH finds it, or correct spec.live.images.`;
    case "EACCES":
      return `The program ${name} may not be executed. Make it executable, or name its interpreter.`;
    case "E2BIG":
      return `The arguments or variables of ${name} are too long. Pass large values as artifacts.`;
    case "EAGAIN":
    case "ENOMEM":
      return `The machine has no room for another process (${code}). Lower parallelism, then retry.`;
    default:
      return `The program ${name} could not be started (${code}). Correct its command or arguments.`;
  }
}

/** 128 + n after signal n, as shells and Kubernetes count it. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0));
}
