/** Looks names up among an object's own keys: `constructor` is a name that a person may give. */

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
