/** Finds, downloads and starts the Electron program; the package brings it only on demand. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const PACKAGE = join(ROOT, "node_modules/electron");
const REACH_LIMIT_MS = 5_000;
const DOWNLOAD_LIMIT_MS = 180_000;
/** A window that ends this soon with an error never appeared. */
const FAILED_START_MS = 10_000;

/** The program of the installed version, or undefined when it has not been downloaded. */
export function findElectron(): string | undefined {
  const pathFile = join(PACKAGE, "path.txt");
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : undefined;
  if (dist === undefined && name === undefined) return undefined;
  const binary = join(dist ?? join(PACKAGE, "dist"), name ?? "electron");
  return existsSync(binary) ? binary : undefined;
}

/** Downloads Electron with its own script; undefined when it cannot be had in time. */
export async function downloadElectron(): Promise<string | undefined> {
  if (!existsSync(join(PACKAGE, "install.js")) || !(await isReachable())) return undefined;
  process.stderr.write("Downloading Electron (once, about 120 MB)…\n");
  const child = spawn(process.execPath, [join(PACKAGE, "install.js")], {
    stdio: ["ignore", "ignore", "ignore"],
    timeout: DOWNLOAD_LIMIT_MS,
  });
  return (await exitCode(child)) === 0 ? findElectron() : undefined;
}

/** Shows the window until it is closed; false when it could not start. */
export async function runElectron(binary: string): Promise<boolean> {
  const startedMs = performance.now();
  const code = await exitCode(spawn(binary, [ROOT], { stdio: "inherit" }));
  return code === 0 || performance.now() - startedMs > FAILED_START_MS;
}

/** Offline machines answer at once or never; the download itself would retry for minutes. */
async function isReachable(): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  try {
    const signal = AbortSignal.timeout(REACH_LIMIT_MS);
    await fetch(mirror ?? "https://github.com", { method: "HEAD", signal });
    return true;
  } catch {
    return false;
  }
}

function exitCode(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
}
