/** Where artifacts are stored: one of these drivers. */
import { z } from "zod";
import { count, flag, keySelector, open, opens, text, texts } from "./values.ts";

const secret = keySelector.optional();
const bucket = {
  endpoint: text.optional(),
  bucket: text.optional(),
  accessKeySecret: secret,
  secretKeySecret: secret,
};

const s3 = z.strictObject({
  ...bucket,
  key: text.optional(),
  region: text.optional(),
  insecure: flag.optional(),
  sessionTokenSecret: secret,
  roleARN: text.optional(),
  useSDKCreds: flag.optional(),
  createBucketIfNotPresent: open.optional(),
  encryptionOptions: open.optional(),
  caSecret: secret,
  addressingStyle: text.optional(),
});

const git = z.strictObject({
  repo: text.optional(),
  revision: text.optional(),
  depth: count.optional(),
  fetch: texts.optional(),
  usernameSecret: secret,
  passwordSecret: secret,
  sshPrivateKeySecret: secret,
  githubApp: open.optional(),
  insecureIgnoreHostKey: flag.optional(),
  insecureSkipTLS: flag.optional(),
  disableSubmodules: flag.optional(),
  singleBranch: flag.optional(),
  branch: text.optional(),
});

const http = z.strictObject({
  url: text.optional(),
  headers: opens.optional(),
  auth: open.optional(),
});

const artifactory = z.strictObject({
  url: text.optional(),
  usernameSecret: secret,
  passwordSecret: secret,
});

const hdfs = z.strictObject({
  addresses: texts.optional(),
  path: text.optional(),
  force: flag.optional(),
  hdfsUser: text.optional(),
  dataTransferProtection: text.optional(),
  krbCCacheSecret: secret,
  krbKeytabSecret: secret,
  krbUsername: text.optional(),
  krbRealm: text.optional(),
  krbConfigConfigMap: secret,
  krbServicePrincipalName: text.optional(),
});

const oss = z.strictObject({
  ...bucket,
  key: text.optional(),
  securityToken: text.optional(),
  createBucketIfNotPresent: flag.optional(),
  lifecycleRule: open.optional(),
  useSDKCreds: flag.optional(),
});

const gcs = z.strictObject({
  bucket: text.optional(),
  key: text.optional(),
  serviceAccountKeySecret: secret,
});

const azure = z.strictObject({
  endpoint: text.optional(),
  container: text.optional(),
  blob: text.optional(),
  accountKeySecret: secret,
  useSDKCreds: flag.optional(),
});

const plugin = z.strictObject({
  name: text.optional(),
  configuration: text.optional(),
  key: text.optional(),
  connectionTimeoutSeconds: count.optional(),
});

/** The fields of a location; an artifact has them among its own. */
export const locationFields = {
  archiveLogs: flag.optional(),
  s3: s3.optional(),
  git: git.optional(),
  http: http.optional(),
  artifactory: artifactory.optional(),
  hdfs: hdfs.optional(),
  raw: z.strictObject({ data: text.optional() }).optional(),
  oss: oss.optional(),
  gcs: gcs.optional(),
  azure: azure.optional(),
  plugin: plugin.optional(),
};

export const locationSchema = z
  .strictObject(locationFields)
  .meta({ id: "ArtifactLocation", description: "Where artifacts and logs are stored" });
