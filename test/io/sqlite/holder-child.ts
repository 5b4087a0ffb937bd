/** A program that holds a live run, says so, and does nothing more. */
import { unwrap } from "../../../engine/core/issue.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";

const [file = "", id] = process.argv.slice(2);
const { live } = unwrap(openStore(file));
process.stdout.write(`${live.hold(Number(id), { processId: process.pid, seenAtMs: 0 })}\n`);
setInterval(() => live.list(), 60_000);
