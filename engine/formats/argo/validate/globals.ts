/** The variables that every template of a workflow sees. */
import type { RunSource } from "../assemble/run-source.ts";
import type { Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { TemplateBody } from "../schema/template.ts";
import { hasTag } from "./tags.ts";

const ALWAYS = new Set(
  [
    "name namespace mainEntrypoint serviceAccountName uid status",
    "annotations annotations.json labels labels.json",
  ].flatMap((names) => names.split(" ").map((name) => `workflow.${name}`)),
);
/** Upstream looks at the beginning only: these have forms such as `creationTimestamp.RFC3339`. */
const BEGINNINGS = [
  "workflow.creationTimestamp",
  "workflow.scheduledTime",
  "workflow.duration",
] as const;
const OUTPUTS = /^workflow\.outputs\.(parameters|artifacts)\.(.+)$/;

export class Globals {
  private readonly names = new Set<string>();
  private readonly anyParameter: boolean;
  private readonly declared = new Set<string>();
  private readonly wanted: { readonly name: string; readonly place: Place }[] = [];

  /** @param anyParameter the document may be run by workflows with parameters of their own */
  constructor(source: RunSource, anyParameter: boolean) {
    this.anyParameter = anyParameter;
    const { spec, labels, annotations } = source;
    const parameters = spec.arguments?.parameters ?? [];
    if (parameters.length > 0) this.add("workflow.parameters", "workflow.parameters.json");
    for (const { name } of parameters) this.add(`workflow.parameters.${name}`);
    const { labelsFrom } = spec.workflowMetadata ?? {};
    for (const key of Object.keys({ ...labels, ...labelsFrom })) this.add(`workflow.labels.${key}`);
    for (const key of Object.keys(annotations)) this.add(`workflow.annotations.${key}`);
    if (spec.priority !== undefined) this.add("workflow.priority");
    if (spec.onExit !== undefined || spec.hooks !== undefined) this.add("workflow.failures");
  }

  private add(...names: string[]): void {
    for (const name of names) this.names.add(name);
  }

  /** Outputs with a global name; `*` stands for one with tags, which may become any. */
  declare({ outputs }: TemplateBody): void {
    for (const kind of ["parameters", "artifacts"] as const) {
      for (const { globalName } of outputs?.[kind] ?? []) {
        if (globalName === undefined || globalName === "") continue;
        this.declared.add(`${kind}.${hasTag(globalName) ? "*" : globalName}`);
      }
    }
  }

  known(tag: string, place: Place): boolean {
    const output = OUTPUTS.exec(tag);
    if (output !== null) {
      this.wanted.push({ name: `${output[1]}.${output[2]}`, place });
      return true;
    }
    if (ALWAYS.has(tag) || this.names.has(tag)) return true;
    if (this.anyParameter && tag.startsWith("workflow.parameters")) return true;
    return BEGINNINGS.some((beginning) => tag.startsWith(beginning));
  }

  /** Once all templates have been seen: global outputs that nothing gives. */
  checkOutputs(report: Report): void {
    for (const { name, place } of this.wanted) {
      const [kind] = name.split(".");
      if (this.declared.has(name) || this.declared.has(`${kind}.*`)) continue;
      const message = `{{workflow.outputs.${name}}} is no output of any template`;
      const hint = "Give an output this globalName.";
      report.error("argo/unresolved", place, message, hint);
    }
  }
}
