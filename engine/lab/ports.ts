/** The ports that the lab's use cases work through. */
export type {
  ComparisonSummary,
  ComparisonToKeep,
  KeptComparison,
  ResultStore,
} from "../core/ports.ts";
