/** `lowtide results`: the answers kept in the data folder. */
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { openStoreIn } from "../../lab/keep.ts";
import { printLine } from "../output/streams.ts";
import { formatTable } from "../output/table.ts";

const HEADER = ["Scenario", "Kept at", "Grid", "Seed", "Best saved %", "Log SHA-256"];

export function resultsCommand(): Command {
  return new Command("results")
    .summary("list the answers kept in the data folder")
    .description("Lists the answers that the app and `simulate --keep` have kept, newest first.")
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "where results are kept")
    .action(({ json, dataDir }: { json?: boolean; dataDir?: string }) => {
      const store = unwrap(openStoreIn(dataDir));
      try {
        const results = store.list();
        if (json) return printLine(JSON.stringify({ results }, null, 2));
        if (results.length === 0) return printLine("No answer is kept yet.");
        const rows = results.map((each) => [
          each.scenario,
          each.createdAt,
          each.synthetic ? `${each.zone} (synthetic)` : each.zone,
          String(each.seed),
          each.bestSavedPct?.toFixed(1) ?? "none",
          each.logSha256.slice(0, 12),
        ]);
        printLine(formatTable(HEADER, rows));
      } finally {
        store.close();
      }
    });
}
