/** What a manifest is labelled to do: folders, file names and labels, as Argo's own tests use them. */

/** `runs`: valid, and comes to an end. `invalid`: refused. `fails`: valid, and ends badly. */
export type Outcome = "runs" | "invalid" | "fails";

export interface Labelled {
  readonly outcome: Outcome;
  /** What says so; empty for `runs`. */
  readonly because: string;
  /** Why upstream does not run it as a test. */
  readonly noTest?: string;
}

const PREFIX = "workflows.argoproj.io/";
const NO_TEST = `${PREFIX}no-test`;
const FAILURE_LABELS = [`${PREFIX}expected-failure`, `${NO_TEST}-expected-failure`];

/** Part of a folder's or a file's name: `malformed`, `lintfail`, `basic-invalid`. */
const INVALID = /(?:^|[-_.])(?:malformed|invalid|lint-?fail(?:ed|ures?)?)(?=$|[-_.])/i;
const FAILS = /^expected-?fail(?:ed|ures?)?$/i;

/** @param path of the file, relative to the folder that is looked at, with `/` */
export function labelledAs(path: string, labels: Readonly<Record<string, string>> = {}): Labelled {
  const parts = path.split("/");
  const noTest = noTestReason(labels);
  const also = noTest === undefined ? {} : { noTest };
  const invalid = parts.find((part) => INVALID.test(part));
  if (invalid !== undefined) return { outcome: "invalid", because: invalid, ...also };
  const folder = parts.slice(0, -1).find((part) => FAILS.test(part));
  const label = FAILURE_LABELS.find((name) => Object.hasOwn(labels, name));
  const because = folder ?? label ?? (noTest === "expected-failure" ? NO_TEST : undefined);
  if (because !== undefined) return { outcome: "fails", because, ...also };
  return { outcome: "runs", because: "", ...also };
}

/** `no-test: environment`, or `no-test-environment: "true"` as older manifests write it. */
function noTestReason(labels: Readonly<Record<string, string>>): string | undefined {
  if (Object.hasOwn(labels, NO_TEST)) return labels[NO_TEST];
  const older = Object.keys(labels).find((name) => name.startsWith(`${NO_TEST}-`));
  return older?.slice(NO_TEST.length + 1);
}
