/** Opens a store without the rights of the superuser and prints what came of it. */
import { ensureDataFolder } from "../../../engine/io/data-folder/data-folder.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";

const [folder = "", file = ""] = process.argv.slice(2);
// Permission bits do not bind the superuser; the modules are loaded by now.
if (process.getuid?.() === 0) process.setuid?.(65_534);
const results = [ensureDataFolder(folder), openStore(file)];
const issues = results.flatMap((result) => (result.ok ? [] : result.issues));
process.stdout.write(JSON.stringify(issues.map((issue) => [issue.code, issue.hint])));
