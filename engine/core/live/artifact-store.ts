/** The port of the artifact store: files and folders by their content. */
import type { Archive } from "./attempt.ts";

export interface StoredArtifact {
  /**
   * `sha256/<hex>` of the bytes that are kept: the same content is kept once. Behind it `.tgz`, `.zip`, or `.dir` for
   * a folder whose files are kept one by one; only those are unpacked.
   */
  readonly key: string;
  readonly bytes: number;
  readonly archive: Archive;
}

/** Methods throw an `IssueError` with an `artifact/…` code. */
export interface ArtifactStore {
  /** Takes in a file or folder, whole or not at all. */
  put(path: string, archive: Archive): Promise<StoredArtifact>;
  /** Lays the content at a path that does not exist yet; archives are unpacked, and never leave it. */
  readonly fetch: (key: string, path: string) => Promise<void>;
  has(key: string): boolean;
}

/** How Argo's status names a stored artifact; `s3.key` is the store's key. */
export interface ArtifactLocation {
  readonly name: string;
  readonly path: string;
  readonly s3: { readonly key: string };
}
