/** `lowtide`: every action of the app as a command. */
import { endWithReader } from "./output/streams.ts";
import { run } from "./run.ts";

endWithReader();
process.exitCode = await run(process.argv.slice(2));
