/** Which nodes a template's pods want: its own words, or else those of the workflow. */
import type { LabelRequirement, PodScheduling, Toleration } from "../../../core/pod.ts";
import type { AffinityBody, TolerationBody } from "../schema/scheduling.ts";
import type { SpecBody } from "../schema/spec.ts";
import type { TemplateBody } from "../schema/template.ts";
import { defined } from "./defined.ts";

/** What the workflow says for templates that say nothing. */
export type SpecScheduling = Pick<
  SpecBody,
  "nodeSelector" | "affinity" | "tolerations" | "podPriorityClassName"
>;

const SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

/** As the controller's `addSchedulingConstraints` puts them on a pod; undefined where nobody says anything. */
export function podScheduling(
  template: TemplateBody,
  spec: SpecScheduling,
): PodScheduling | undefined {
  const own = template.nodeSelector ?? {};
  const nodeSelector = Object.keys(own).length > 0 ? own : spec.nodeSelector;
  const tolerations =
    (template.tolerations ?? []).length > 0 ? template.tolerations : spec.tolerations;
  const affinity = toTerms(template.affinity ?? spec.affinity);
  const priorityClass = template.priorityClassName ?? spec.podPriorityClassName;
  const safe = template.metadata?.annotations?.[SAFE_TO_EVICT] === "true";
  const scheduling = defined({
    nodeSelector: nodeSelector === undefined ? undefined : { ...nodeSelector },
    tolerations: tolerations === undefined ? undefined : tolerations.map(toToleration),
    affinity,
    priorityClass,
    safeToEvict: safe ? (true as const) : undefined,
  });
  return Object.keys(scheduling).length > 0 ? scheduling : undefined;
}

function toToleration({ key, operator, value, effect }: TolerationBody): Toleration {
  return {
    operator: operator === "Exists" ? "Exists" : "Equal",
    value: value ?? "",
    ...(key === undefined || key === "" ? {} : { key }),
    ...(effect === undefined || effect === "" ? {} : { effect }),
  };
}

/** A term without requirements holds nowhere in Kubernetes. */
const NOWHERE: LabelRequirement = { key: "", operator: "Exists", values: [] };

function toTerms(affinity: AffinityBody | undefined): LabelRequirement[][] | undefined {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required?.nodeSelectorTerms.map(({ matchExpressions = [] }) =>
    matchExpressions.length === 0
      ? [NOWHERE]
      : matchExpressions.map((each) => ({ ...each, values: each.values ?? [] })),
  );
}
