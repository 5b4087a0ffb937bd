/** `lowtide demo`: every bundled scenario, answered in the terminal and in one HTML report. */
import { join } from "node:path";
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { writeReport } from "../../formats/report/write.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { bundledIds, findScenario } from "../../lab/scenario/open.ts";
import { simulate } from "../../lab/simulate.ts";
import { formatComparison } from "../output/comparison.ts";
import { printLine } from "../output/streams.ts";

export function demoCommand(): Command {
  return new Command("demo")
    .summary("answer the bundled scenarios and write a report")
    .option("-o, --out <dir>", "folder of the report", "dist/demo")
    .action(({ out }: { out: string }) => {
      const simulations = bundledIds().map((id) => unwrap(simulate(unwrap(findScenario(id)), {})));
      for (const simulation of simulations) printLine(`${formatComparison(simulation)}\n`);
      const file = unwrap(writeAtomic(join(out, "report.html"), writeReport(simulations)));
      printLine(`Report: ${file}`);
    });
}
