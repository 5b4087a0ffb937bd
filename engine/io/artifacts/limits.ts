/** How large an artifact may be: what is beyond is refused when it comes in, and when it is laid out. */

export interface ArtifactLimits {
  /** Files, folders and links of one artifact. */
  readonly entries: number;
  /** Its files together, unpacked. */
  readonly bytes: number;
  /** Of one name with its folders, in bytes of UTF-8. */
  readonly nameBytes: number;
  /** Folders in folders. */
  readonly depth: number;
}

export const ARTIFACT_LIMITS: ArtifactLimits = {
  entries: 100_000,
  bytes: 64 * 1_073_741_824,
  nameBytes: 4_096,
  depth: 100,
};
