/** The part of an Argo Workflow that a replay honours, as plain data; read by formats/argo. */

/** A parameter declared or passed; `value` is undefined when it must come from elsewhere. */
export interface Parameter {
  readonly name: string;
  readonly value?: string;
  /** Output parameters: the value when the producer gave none. */
  readonly default?: string;
  /** Output parameters of steps and dag templates: a reference such as `{{steps.a.outputs.result}}`. */
  readonly from?: string;
}

/** A call of a template, from a step or a task. */
export interface TemplateCall {
  readonly name: string;
  readonly template: string;
  readonly arguments: readonly Parameter[];
  /** Condition in govaluate syntax, before substitution. */
  readonly when?: string;
}

export interface DagTask extends TemplateCall {
  /** Boolean expression over task results, e.g. `a.Succeeded || b`; empty when it starts at once. */
  readonly depends: string;
}

interface TemplateBase {
  readonly name: string;
  readonly inputs: readonly Parameter[];
  readonly outputs: readonly Parameter[];
}

/** A template that becomes a pod. */
export interface PodTemplate extends TemplateBase {
  readonly kind: "container" | "script";
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** The program of a script template. */
  readonly source?: string;
  readonly requests: { readonly cpu: number; readonly memoryGib: number };
}

export interface StepsTemplate extends TemplateBase {
  readonly kind: "steps";
  /** Groups run one after another; the steps of a group run together. */
  readonly groups: readonly (readonly TemplateCall[])[];
}

export interface DagTemplate extends TemplateBase {
  readonly kind: "dag";
  readonly tasks: readonly DagTask[];
}

export type Template = PodTemplate | StepsTemplate | DagTemplate;

export interface Workflow {
  readonly name: string;
  readonly entrypoint: string;
  readonly arguments: readonly Parameter[];
  readonly templates: readonly Template[];
}
