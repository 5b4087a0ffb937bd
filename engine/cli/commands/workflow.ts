/** `lowtide workflow`: what becomes of a workflow, and when a CronWorkflow starts. */
import { Command } from "commander";
import { workflowCronCommand } from "./workflow-cron.ts";
import { workflowRunCommand } from "./workflow-run.ts";

export function workflowCommand(): Command {
  return new Command("workflow")
    .summary("run Argo workflows without a cluster")
    .addCommand(workflowRunCommand())
    .addCommand(workflowCronCommand());
}
