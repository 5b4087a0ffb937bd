/** Prometheus metrics that Argo emits; carried without effect. */
import { z } from "zod";
import { flag, text } from "./values.ts";

export const metricsSchema = z
  .strictObject({
    prometheus: z.array(
      z.strictObject({
        name: text.optional(),
        help: text.optional(),
        when: text.optional(),
        labels: z.array(z.strictObject({ key: text, value: text.optional() })).optional(),
        gauge: z
          .strictObject({
            value: text.optional(),
            realtime: flag.optional(),
            operation: text.optional(),
          })
          .optional(),
        histogram: z
          .strictObject({ value: text.optional(), buckets: z.array(z.number()).optional() })
          .optional(),
        counter: z.strictObject({ value: text.optional() }).optional(),
      }),
    ),
  })
  .meta({ id: "Metrics", description: "Prometheus metrics" });
export type MetricsBody = z.infer<typeof metricsSchema>;
