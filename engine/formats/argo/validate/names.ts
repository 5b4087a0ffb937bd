/** Names that Argo accepts, and that no two things in one list have the same. */
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";

/** Templates, steps and tasks: the name becomes a part of Kubernetes names. */
const FIELD_NAME = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const MAX_FIELD_NAME = 128;
/** Parameters and artifacts. */
const VALUE_NAME = /^[-a-zA-Z0-9_]+$/;

type NameKind = "template" | "step" | "task" | "container" | "parameter" | "artifact";

export function checkName(
  report: Report,
  name: string | undefined,
  kind: NameKind,
  place: Place,
): void {
  if (name === undefined || name === "") {
    const hint = `Add the name of the ${kind}.`;
    report.error("argo/missing", below(place, "name"), "'name' is missing", hint);
    return;
  }
  const valued = kind === "parameter" || kind === "artifact";
  if (valued ? VALUE_NAME.test(name) : FIELD_NAME.test(name) && name.length <= MAX_FIELD_NAME)
    return;
  const hint = valued
    ? "Use letters, digits, '-' and '_'."
    : `Use letters, digits and '-', at most ${MAX_FIELD_NAME}; begin with a letter or digit.`;
  const message = `'${name.slice(0, MAX_FIELD_NAME)}' is not a name of a ${kind}`;
  report.error("argo/name", below(place, "name"), message, hint);
}

/** Names of a list, each checked, each used once. `seen` goes on through several lists. */
export function checkNames(
  report: Report,
  items: readonly { readonly name?: string | undefined }[] | undefined,
  kind: NameKind,
  place: Place,
  seen: Set<string> = new Set(),
): void {
  items?.forEach((item, index) => {
    const at = below(place, index);
    checkName(report, item.name, kind, at);
    if (item.name === undefined || item.name === "") return;
    if (seen.has(item.name)) {
      const message = `two ${kind}s are named '${item.name}'`;
      const hint = "Give each a name of its own.";
      report.error("argo/duplicate-name", below(at, "name"), message, hint);
    }
    seen.add(item.name);
  });
}
