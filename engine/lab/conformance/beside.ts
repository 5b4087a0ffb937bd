/** Files that belong to a manifest in another folder tree: expected statuses, profiles. */
import { type Result, success } from "../../core/issue.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { MANIFEST_FILE } from "../workflow/read-library.ts";

/** Looks up a path of one tree in the other; the answer is relative to the latter. */
export type FindBeside = (path: string) => string | undefined;

/**
 * `a/b.yaml` belongs to `a/b.yaml` itself, `a/b.json`, `a/b.status.json`, `a/b.yaml.json` and the like.
 *
 * @param marks words that may stand before the ending: `status`
 */
export function besideIn(folder: string | undefined, marks: readonly string[]): Result<FindBeside> {
  if (folder === undefined) return success(() => undefined);
  const listed = listFiles(folder, MANIFEST_FILE);
  if (!listed.ok) return listed;
  const known = new Set(listed.value);
  const endings = ["json", "yaml", "yml"].flatMap((ending) => [
    ...marks.map((mark) => `.${mark}.${ending}`),
    `.${ending}`,
  ]);
  return success((path) => {
    const bases = [path, path.replace(MANIFEST_FILE, "")];
    return bases
      .flatMap((base) => endings.map((ending) => base + ending))
      .concat(path)
      .find((candidate) => known.has(candidate));
  });
}
