/** `lowtide`: every action of the app as a command. */
import "./require-node-24.js";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2));
