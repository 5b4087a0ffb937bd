/** A program that runs attempts until it is killed; a test kills it at a moment of its choice. */
import { openProcessExecutor } from "../../engine/io/process/executor.ts";
import { attemptSpec, plainStore } from "./attempts.ts";

const [folder = "", count = "1"] = process.argv.slice(2);
const executor = openProcessExecutor({
  folder,
  artifacts: plainStore(`${folder}-store`),
  limits: { logBytes: 100_000, processes: 100 },
  slots: { cpu: 1_000, memoryBytes: 2 ** 50 },
});
// A child in the group, and one that left it before its parent ended.
const script = "sleep 1000 & (setsid sleep 1000 &); sleep 1000; true";
process.stdout.write("ready\n");
for (let i = 0; i < Number(count); i++) {
  const attempt = await executor.start(attemptSpec(`a${i}`, ["sh", "-c", script]));
  process.stdout.write(`started ${attempt.processId}\n`);
}
