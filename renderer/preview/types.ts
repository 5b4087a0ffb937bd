/** Names for the engine's plain data, so that screens need not know where core keeps them. */
import type { ForecastModel, ForecastSettings } from "../../engine/core/carbon/forecast/spec.ts";
import type { RequestExplanation } from "../../engine/core/compare/explain.ts";
import type { PolicyResult } from "../../engine/core/compare/result.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { Timeline } from "../../engine/core/timeline/timeline.ts";

export type {
  ForecastModel,
  ForecastSettings,
  PolicyResult,
  PolicySpec,
  RequestExplanation,
  Timeline,
  World,
};

/** A named slice of a result, e.g. what the idle nodes took. */
export type Slice = PolicyResult["idle"];
