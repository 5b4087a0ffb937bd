/** Policies as plain data: schedules become instants, titles get their default. */
import { type Result, success } from "../../core/issue.ts";
import type { PolicySpec } from "../../core/policy/spec.ts";
import type { PolicyDocument } from "../../core/scenario/policy-schema.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { instantsIn, type Period, zoneOver } from "./period.ts";

type Locate = YamlDocument["locate"];

export function resolvePolicies(
  documents: readonly PolicyDocument[],
  period: Period,
  locate: Locate,
): Result<PolicySpec[]> {
  const specs: PolicySpec[] = [];
  for (const [index, document] of documents.entries()) {
    const spec = resolvePolicy(document, period, (path) =>
      locate(["spec", "policies", index, ...path]),
    );
    if (!spec.ok) return spec;
    specs.push(spec.value);
  }
  return success(specs);
}

/** Each type that is not written as it is read has a case of its own. */
export function resolvePolicy(
  document: PolicyDocument,
  period: Period,
  locate: Locate,
): Result<PolicySpec> {
  const title = document.title ?? document.name;
  switch (document.type) {
    case "cron":
      return resolveCron(document, title, period, locate);
    default:
      return success({ ...document, title });
  }
}

function resolveCron(
  document: Extract<PolicyDocument, { type: "cron" }>,
  title: string,
  period: Period,
  locate: Locate,
): Result<PolicySpec> {
  const timeZone = document.timeZone ?? period.zone.timeZone;
  const zone = zoneOver(timeZone, period.fromMs, period.toMs, locate(["timeZone"]));
  if (!zone.ok) return zone;
  const where = { ...period, zone: zone.value };
  const instants = instantsIn(document.schedule, where, locate, ["schedule"]);
  if (!instants.ok) return instants;
  return success({ ...document, title, timeZone, instantsMs: instants.value });
}
