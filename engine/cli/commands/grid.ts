/** `lowtide grid`: the commands that look into grid histories. */
import { Command } from "commander";
import { gridForecastCommand } from "./grid-forecast.ts";
import { gridStatsCommand } from "./grid-stats.ts";

export function gridCommand(): Command {
  return new Command("grid")
    .summary("look into grid histories")
    .addCommand(gridStatsCommand())
    .addCommand(gridForecastCommand());
}
