/** Puts a file or folder into a store, and says what came of it; started by crash.test.ts. */
import { IssueError } from "../../../engine/core/issue.ts";
import type { Archive } from "../../../engine/core/live/attempt.ts";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";

const [root = "", path = "", archive = "none"] = process.argv.slice(2);
const store = openArtifactStore(root);
process.stdout.write("begin\n");
const before = process.resourceUsage().maxRSS;
try {
  const { key } = await store.put(path, archive as Archive);
  const grownKib = process.resourceUsage().maxRSS - before;
  process.stdout.write(`${JSON.stringify({ key, grownKib })}\n`);
} catch (error) {
  const code = error instanceof IssueError ? error.issues[0]?.code : String(error);
  process.stdout.write(`${JSON.stringify({ code })}\n`);
}
