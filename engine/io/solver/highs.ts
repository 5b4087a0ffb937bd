/** Solves linear and integer programs with HiGHS, where its package is installed. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { SolveProgram } from "../../core/ports.ts";
import { writeLp } from "../../formats/lp/write.ts";

/** What is used of the package. */
interface Highs {
  solve(text: string, options: Readonly<Record<string, unknown>>): HighsAnswer;
}

interface HighsAnswer {
  readonly Status: string;
  readonly ObjectiveValue: number;
  readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
}

/** An answer is only "optimal" with no gap left: the default of HiGHS would allow 0.01 %. */
const OPTIONS = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 } as const;

interface HighsPackage {
  readonly default: () => Promise<Highs>;
}

/** Its declarations are those of its CommonJS file; what Node imports has the loader as default. */
const fromPackage = () => import("highs") as unknown as Promise<HighsPackage>;

/**
 * HiGHS (J. Hall and others, MIT licence) as a port, in WebAssembly and on one thread; it is loaded at
 * the first call of this.
 *
 * @param load stands in for the package in tests
 */
export async function highsSolver(
  load: () => Promise<HighsPackage> = fromPackage,
): Promise<Result<SolveProgram>> {
  let highs: Highs;
  try {
    const { default: start } = await load();
    highs = await start();
  } catch (error) {
    return failure([notInstalled(error)]);
  }
  return success((program, limitMs) => {
    if (program.columns.length === 0) {
      return { kind: "optimal", values: [], objective: program.constant };
    }
    return solve(highs, program, limitMs);
  });
}

function solve(
  highs: Highs,
  program: Parameters<SolveProgram>[0],
  limitMs: number,
): ReturnType<SolveProgram> {
  try {
    const answer = highs.solve(writeLp(program), { ...OPTIONS, time_limit: limitMs / 1_000 });
    if (answer.Status === "Infeasible") return { kind: "infeasible" };
    if (answer.Status !== "Optimal") return { kind: "unproven", reason: answer.Status };
    const values = program.columns.map(({ name }) => answer.Columns[name]?.Primal ?? 0);
    return { kind: "optimal", values, objective: answer.ObjectiveValue + program.constant };
  } catch (error) {
    // Out of memory in WebAssembly is an exception of the runtime, not a status.
    return { kind: "unproven", reason: error instanceof Error ? error.message : String(error) };
  }
}

function notInstalled(error: unknown) {
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
  return problem(
    "optimum/no-solver",
    `the solver HiGHS cannot be loaded: ${reason}`,
    "Install it with `npm install` (it is the optional package highs), or leave --milp out: " +
      "lower bounds need no solver.",
  );
}
