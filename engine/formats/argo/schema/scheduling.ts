/** Which nodes a pod wants, as Kubernetes writes it: what the scheduler of a scenario reads of it. */
import { z } from "zod";
import { opens, text } from "./values.ts";

const requirement = z.strictObject({
  key: text,
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]),
  values: z.array(text).optional(),
});

const nodeAffinity = z.looseObject({
  requiredDuringSchedulingIgnoredDuringExecution: z
    .strictObject({
      nodeSelectorTerms: z.array(
        z.looseObject({ matchExpressions: z.array(requirement).optional() }),
      ),
    })
    .optional(),
  preferredDuringSchedulingIgnoredDuringExecution: opens.optional(),
});

export const affinitySchema = z
  .looseObject({ nodeAffinity: nodeAffinity.optional() })
  .meta({ id: "Affinity", description: "Of these, required node affinity is simulated" });
export type AffinityBody = z.infer<typeof affinitySchema>;

const effect = z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute", ""]);

export const tolerationsSchema = z.array(
  z
    .looseObject({
      key: text.optional(),
      operator: z.enum(["Equal", "Exists", ""]).optional(),
      value: text.optional(),
      effect: effect.optional(),
    })
    .meta({ id: "Toleration", description: "A taint that does not keep the pod away" }),
);
export type TolerationBody = z.infer<typeof tolerationsSchema>[number];
