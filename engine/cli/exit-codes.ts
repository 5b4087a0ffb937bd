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
} as const;
