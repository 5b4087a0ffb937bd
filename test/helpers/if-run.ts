/** Runs the real Impact Framework on a manifest, in a folder of its own and without the network. */
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { ROOT } from "../tidy/tree.ts";

/** What it starts to describe the machine; without one of them it ends before it computes anything. */
const HELPERS = {
  lsb_release: "printf 'Distributor ID:\\tTest\\nDescription:\\tTest\\n'",
  npm: "echo '{}'",
};

/** Text of the output file. */
export async function ifRun(folder: string, manifest: string): Promise<string> {
  mkdirSync(folder);
  writeFileSync(join(folder, "in.yml"), manifest);
  const tool = join(ROOT, "node_modules/.bin/if-run");
  await execa(process.execPath, [tool, "-m", "in.yml", "-o", "out"], {
    cwd: folder,
    env: { PATH: pathWithHelpers(join(folder, "bin")) },
    timeout: 60_000,
  });
  return readFileSync(join(folder, "out.yaml"), "utf8");
}

/** This machine's PATH, and stand-ins for what is missing on it. */
function pathWithHelpers(folder: string): string {
  const places = (process.env.PATH ?? "").split(delimiter);
  mkdirSync(folder);
  for (const [name, script] of Object.entries(HELPERS)) {
    if (places.some((place) => isProgram(join(place, name)))) continue;
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return [...places, folder].join(delimiter);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
