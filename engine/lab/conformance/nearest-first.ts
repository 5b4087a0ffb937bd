/** In which order the files of a folder tree are looked at for something that occurs in several. */
import { dirname } from "node:path/posix";

/**
 * The paths, those nearest to a folder first: fewest steps up and down between the two folders, then
 * in the order given.
 */
export function nearestFirst<T extends { readonly path: string }>(
  folder: string,
  files: readonly T[],
): T[] {
  const steps = new Map<string, number>();
  const stepsTo = (file: T): number => {
    const other = dirname(file.path);
    const known = steps.get(other);
    if (known !== undefined) return known;
    const counted = stepsBetween(folder, other);
    steps.set(other, counted);
    return counted;
  };
  return files.toSorted((a, b) => stepsTo(a) - stepsTo(b));
}

function stepsBetween(a: string, b: string): number {
  const [one, two] = [partsOf(a), partsOf(b)];
  const same = one.findIndex((part, index) => part !== two[index]);
  const shared = same === -1 ? one.length : same;
  return one.length + two.length - 2 * Math.min(shared, two.length);
}

function partsOf(folder: string): string[] {
  return folder === "." || folder === "" ? [] : folder.split("/");
}
