/** `npm run bench`: the timed claims, measured on this machine and printed as JSON. */
import { cpus, platform, release, totalmem } from "node:os";
import { measureAttempt } from "./attempt.ts";
import { measureCli } from "./cli.ts";
import { measureCluster } from "./cluster.ts";
import { measureEvents } from "./events.ts";
import { measureJobs } from "./jobs.ts";
import { measureLearning } from "./learning.ts";
import { measureLive } from "./live.ts";
import { measurePreview } from "./preview.ts";
import { measureQuality } from "./quality.ts";
import { measureReplay } from "./replay.ts";
import { measureSweep } from "./sweep.ts";
import { measureWindowQueries } from "./window.ts";
import { measureWorkflows } from "./workflow.ts";

const [cpu] = cpus();
const report = {
  machine: {
    cpu: cpu?.model ?? "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
  },
  claims: [
    ...measureReplay(),
    ...(await measurePreview()),
    measureWindowQueries(),
    ...measureEvents(),
    ...measureCluster(),
    ...measureJobs(),
    ...(await measureLearning()),
    ...(await measureQuality()),
    ...measureWorkflows(),
    ...measureSweep(),
    await measureCli(),
    await measureAttempt(),
    ...(await measureLive()),
  ],
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
