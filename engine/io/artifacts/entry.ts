/** What artifacts are made of: files, folders and links by name, and which names and links are safe. */
import { artifactError } from "./failure.ts";
import type { ArtifactLimits } from "./limits.ts";

/** `name` is relative to the artifact, with `/`; empty for the artifact itself. */
export type Entry =
  | { readonly kind: "folder"; readonly name: string }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly bytes: number;
      readonly executable: boolean;
    }
  | { readonly kind: "link"; readonly name: string; readonly target: string };

/** In archives the artifact has this name, so that its content alone makes the key. */
export const ROOT = "artifact";

/** The name in an archive. */
export function archived(name: string): string {
  return name === "" ? ROOT : `${ROOT}/${name}`;
}

/** The name behind the first folder of an archive's; throws where it leads anywhere else. */
export function unarchived(path: string, file: string, limits: ArtifactLimits): string {
  const parts = path.replace(/\/$/, "").split("/");
  for (const part of parts) {
    if (part === "" || part === "." || part === ".." || !isPlain(part)) throw unsafe(path, file);
  }
  if (Buffer.byteLength(path) > limits.nameBytes || parts.length > limits.depth) {
    throw artifactError(
      "artifact/too-large",
      `The name ${shown(path)} is too long.`,
      SMALLER,
      file,
    );
  }
  return parts.slice(1).join("/");
}

/**
 * Checks that a link stays inside: relative, and up only at its beginning, by no more folders than it lies in. As
 * nothing is ever written through a link, those folders are real, and what follows only goes down.
 */
export function checkLink(name: string, target: string, file: string): void {
  const depth = name.split("/").length - 1;
  const parts = target.split("/");
  const ups = parts.findIndex((part) => part !== "..");
  const leading = ups === -1 ? parts.length : ups;
  const later = parts.slice(leading).includes("..");
  const plain = parts.every((part) => part !== "" && isPlain(part));
  if (name !== "" && plain && !later && leading <= depth) return;
  throw artifactError(
    "artifact/link",
    `The link ${shown(name)} leads to ${shown(target)}, which is not inside the artifact.`,
    "Copy the file in its place, or link to it by a relative path inside the same folder.",
    file,
  );
}

export const SMALLER =
  "Keep less in one artifact: several outputs, or one file that holds the rest.";

/** Control characters cannot be shown, and Windows reads these two as the name of another place. */
function isPlain(part: string): boolean {
  if (part.includes("\0")) return false;
  return process.platform !== "win32" || !/[\\:]/.test(part);
}

function unsafe(path: string, file: string) {
  return artifactError(
    "artifact/unsafe",
    `The archive has an entry ${shown(path)}, which is not inside it.`,
    "Do not use this archive: one that was made by accident has no such names.",
    file,
  );
}

function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
