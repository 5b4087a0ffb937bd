/** What a program sees of variables: an allow-list of the user's own, and what its template declares. */

/** Programs find themselves, their home and their language with these; nothing else is passed on. */
const ALWAYS_ALLOWED = ["PATH", "HOME", "LANG", "LC_ALL", "TZ"];

/** Marks every process of an attempt, and of a run by the run's folder; children inherit them. */
export const ATTEMPT_MARK = "LOWTIDE_ATTEMPT";
export const RUN_MARK = "LOWTIDE_RUN";

export interface EnvironmentParts {
  readonly own: Readonly<Record<string, string | undefined>>;
  readonly allowed: readonly string[];
  /** Of the template; stronger than the user's own. */
  readonly declared: Readonly<Record<string, string>>;
  readonly temporaryFolder: string;
  readonly attempt: string;
  readonly runFolder: string;
}

/** Python would write caches beside the step programs: their content would not be what was trusted. */
const NO_CACHES = { PYTHONDONTWRITEBYTECODE: "1" };

/** The marks cannot be declared away: they are how the processes of an attempt are found. */
export function environmentOf(parts: EnvironmentParts): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of [...ALWAYS_ALLOWED, ...parts.allowed]) {
    const value = parts.own[name];
    if (value !== undefined) environment[name] = value;
  }
  return {
    ...environment,
    ...NO_CACHES,
    TMPDIR: parts.temporaryFolder,
    ...parts.declared,
    [ATTEMPT_MARK]: parts.attempt,
    [RUN_MARK]: parts.runFolder,
  };
}

/** Electron's own binary is Node when it is told so; plain Node does not read this. */
export function nodeVariables(): Record<string, string> {
  return process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };
}
