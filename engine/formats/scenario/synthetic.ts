/** Reads the statistics that a synthetic grid history is generated from. */
import { z } from "zod";
import type { SyntheticParameters } from "../../core/carbon/synthetic.ts";
import { isStationary } from "../../core/carbon/synthetic.ts";
import { failure, problem, type Result } from "../../core/issue.ts";
import { checkDocument } from "../yaml/check.ts";
import { readYaml } from "../yaml/read.ts";

const intensity = z.number().positive().max(3_000);
const factor = z.number().positive().max(5);

const schema = z.strictObject({
  zone: z.string().min(1),
  timeZone: z.string().min(1),
  dataset: z.string().min(1),
  signal: z.enum(["average", "marginal", "unknown"]),
  basis: z.enum(["life-cycle", "direct", "unknown"]),
  meanGPerKwh: intensity,
  minGPerKwh: intensity,
  maxGPerKwh: intensity,
  monthFactor: z.array(factor).length(12),
  hourFactor: z.array(factor).length(24),
  seasonDiurnalRange: z.strictObject({
    winter: factor,
    spring: factor,
    summer: factor,
    autumn: factor,
  }),
  saturdayFactor: factor,
  sundayFactor: factor,
  residual: z.strictObject({ phi1: z.number(), phi2: z.number(), sigmaGPerKwh: z.number().min(0) }),
});

export function readSyntheticParameters(text: string, file: string): Result<SyntheticParameters> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const checked = checkDocument(yaml.value, schema);
  if (!checked.ok) return checked;
  const { minGPerKwh, meanGPerKwh, maxGPerKwh, residual } = checked.value;
  if (!isStationary(residual.phi1, residual.phi2)) {
    const hint = "Choose phi1 and phi2 inside the stationarity triangle.";
    const message = "the residual would grow without bound";
    return failure([problem("grid/synthetic", message, hint, yaml.value.locate(["residual"]))]);
  }
  if (minGPerKwh >= meanGPerKwh || meanGPerKwh >= maxGPerKwh) {
    const hint = "Give minGPerKwh < meanGPerKwh < maxGPerKwh.";
    return failure([problem("grid/synthetic", "the bounds do not hold the mean", hint, { file })]);
  }
  return checked;
}
