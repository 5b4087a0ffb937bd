/** Finds the Chromium of this machine, and installs it where that is possible. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/usr/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

export const CHROMIUM_REMEDY =
  "Chromium was not found: install it (Debian and Ubuntu: `sudo apt-get install chromium`) or set " +
  "CHROMIUM_PATH to a Chromium or Chrome program.";

/** The program, or undefined. `CHROMIUM_PATH` is believed over everything else. */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const chosen = environment.CHROMIUM_PATH;
  if (chosen) return isProgram(chosen) ? chosen : undefined;
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const inPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...PLACES].find(isProgram);
}

/** Installs Chromium with apt where this user may; says so first. True when apt succeeded. */
export function installChromium(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  if (spawnSync("apt-get", ["--version"]).status !== 0) return false;
  process.stdout.write("Chromium is missing: installing it with `apt-get install -y chromium`.\n");
  const install = () => aptGet("install", "-y", "--no-install-recommends", "chromium");
  return install() || (aptGet("update") && install());
}

function aptGet(...parts: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-qq", ...parts], { env, stdio: "inherit" }).status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
