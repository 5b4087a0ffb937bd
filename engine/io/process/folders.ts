/** Where a live run keeps its things: logs, private folders of attempts, shared volumes. */
import { join } from "node:path";

/** What may be a folder of its own; anything else could lead out of the run's folder. */
const SAFE_NAME = /^[A-Za-z0-9][-.\w]{0,199}$/;

export function isSafeName(name: string): boolean {
  return SAFE_NAME.test(name);
}

export interface AttemptFolders {
  readonly attempt: string;
  /** Stands for the pod's `/`; removed when the attempt has ended. */
  readonly root: string;
  /** The working directory where the template names none. */
  readonly work: string;
  readonly script: string;
  readonly log: string;
  /** Is there when nothing more will be written to the log. */
  readonly ended: string;
}

/** The names are checked by the caller with `isSafeName`. */
export function attemptFolders(folder: string, run: string, id: string): AttemptFolders {
  const attempt = join(attemptsFolder(folder, run), id);
  return {
    attempt,
    root: join(attempt, "root"),
    work: join(attempt, "root", ".work"),
    script: join(attempt, "root", ".script"),
    log: join(attempt, "log"),
    ended: join(attempt, "ended"),
  };
}

export function runFolder(folder: string, run: string): string {
  return join(folder, run);
}

export function attemptsFolder(folder: string, run: string): string {
  return join(runFolder(folder, run), "attempts");
}

export function volumeFolder(folder: string, run: string, claim: string): string {
  return join(runFolder(folder, run), "volumes", claim);
}
