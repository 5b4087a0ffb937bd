/** The outputs of a suspended node that somebody has to supply. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";

export interface SuppliedOutput {
  readonly name: string;
  /** Taken when nobody says another. */
  readonly fallback: string | undefined;
}

export function suppliedOutputs({ outputs }: NodeStatus): readonly SuppliedOutput[] {
  return (outputs?.parameters ?? [])
    .filter(({ valueFrom }) => valueFrom !== undefined && "supplied" in valueFrom)
    .map(({ name, default: fallback }) => ({ name, fallback }));
}
