/** A block `live` in a file of its own: how one workflow runs on this machine. */
import { type Result, success } from "../../core/issue.ts";
import { type LiveDocument, liveSchema } from "../../core/scenario/live-schema.ts";
import { checkDocument } from "../yaml/check.ts";
import { readYaml } from "../yaml/read.ts";

export function readLiveFile(text: string, file: string): Result<LiveDocument> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const checked = checkDocument(yaml.value, liveSchema);
  return checked.ok ? success(checked.value, checked.warnings) : checked;
}
