/** What the exit codes of `lowtide` mean. */

export const EXIT = {
  done: 0,
  /** The input is wrong; the issues are on stderr. */
  input: 1,
  /** The answer is no: a workflow did not succeed, or manifests do not conform. */
  unsuccessful: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A defect of Lowtide. */
  internal: 3,
  /** Stopped by an interrupt; what was done is kept. 128 and the number of the signal, as shells have it. */
  interrupted: 130,
} as const;
