/** Reads scenario and policy documents; every mismatch is an issue with line and column. */
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { type PolicyDocument, policyFileSchema } from "../../core/scenario/policy-schema.ts";
import { type ScenarioDocument, scenarioSchema } from "../../core/scenario/schema.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { checkDocument } from "../yaml/check.ts";
import { type Path, readYaml, type YamlDocument } from "../yaml/read.ts";
import { poolChecks } from "./pools.ts";
import { unitChecks } from "./unit-checks.ts";

export interface ReadScenario {
  readonly document: ScenarioDocument;
  /** Place of a value in the file, for issues found later. */
  readonly locate: YamlDocument["locate"];
}

/** A scenario document whose parts agree with each other; the files it names are not read here. */
export function readScenario(text: string, file: string): Result<ReadScenario> {
  const yaml = readYaml(text, file);
  return yaml.ok ? checkScenario(yaml.value) : yaml;
}

/** The same for a document that is parsed already. */
export function checkScenario(yaml: YamlDocument): Result<ReadScenario> {
  const checked = checkDocument(yaml, scenarioSchema);
  if (!checked.ok) return checked;
  const document = checked.value;
  const issues = crossChecks(document, yaml);
  return issues.length > 0 ? failure(issues) : success({ document, locate: yaml.locate });
}

/** A policy in a file of its own (`kind: Policy`). */
export function readPolicyFile(text: string, file: string): Result<PolicyDocument> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const checked = checkDocument(yaml.value, policyFileSchema);
  return checked.ok ? success(checked.value.spec) : checked;
}

/** Regions have names of their own, one currency, and a policy that needs them has some. */
function regionChecks(
  { cluster, regions = [], policies }: ScenarioDocument["spec"],
  add: (path: Path, message: string, hint: string) => void,
): void {
  const { region: home, currency } = cluster.nodePool;
  const names = [home, ...regions.map(({ name }) => name)];
  regions.forEach(({ name, nodePool }, index) => {
    if (names.indexOf(name) !== index + 1) {
      const message = `two regions are named '${name}'`;
      add(["spec", "regions", index, "name"], message, "Rename one.");
    }
    if (nodePool.currency === currency) return;
    const message = `the region '${name}' has prices in ${nodePool.currency}, home in ${currency}`;
    add(["spec", "regions", index, "nodePool", "currency"], message, "Use one currency.");
  });
  policies.forEach(({ type }, index) => {
    if (type !== "cleanest-region" || regions.length > 0) return;
    const message = "the policy chooses among regions, and the scenario has only its home";
    add(["spec", "policies", index, "type"], message, "Add spec.regions.");
  });
}

function crossChecks({ spec }: ScenarioDocument, yaml: YamlDocument): Issue[] {
  const issues: Issue[] = [];
  const add = (path: Path, message: string, hint: string) =>
    issues.push(problem("scenario/inconsistent", message, hint, yaml.locate(path)));
  const names = spec.policies.map((policy) => policy.name);
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    add(["spec", "policies", index, "name"], `two policies are named '${name}'`, "Rename one.");
  });
  if (!names.includes(spec.baseline)) {
    const message = `the baseline '${spec.baseline}' is not one of the policies`;
    add(["spec", "baseline"], message, didYouMean(spec.baseline, names));
  }
  if (spec.period.from >= spec.period.to) {
    add(["spec", "period"], "the period ends before it begins", "Put 'to' after 'from'.");
  }
  unitChecks(spec, add);
  for (const [template, profile] of Object.entries(spec.profiles)) {
    const { duration, cpuSeconds, suspend } = profile;
    if (duration === undefined && cpuSeconds === undefined && suspend === undefined) {
      const message = `the profile of '${template}' needs either duration or cpuSeconds`;
      add(["spec", "profiles", template], message, "Give one of them.");
    }
  }
  poolChecks(spec, add);
  regionChecks(spec, add);
  spec.policies.forEach((policy, index) => {
    if (policy.type !== "drift-gated" || policy.smallLoss <= policy.largeLoss) return;
    const message = "smallLoss is above largeLoss";
    add(["spec", "policies", index], message, "Make largeLoss the larger one.");
  });
  return issues;
}
