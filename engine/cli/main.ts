/** `lowtide`: every action of the app as a command. */
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2));
