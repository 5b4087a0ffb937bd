/** `lowtide schema KIND`: the JSON Schema of a document, for editors and other programs. */
import { Argument, Command } from "commander";
import { z } from "zod";
import { policyFileSchema } from "../../core/scenario/policy-schema.ts";
import { profilesFileSchema } from "../../core/scenario/profile-schema.ts";
import { scenarioSchema } from "../../core/scenario/schema.ts";
import { manifestSchema } from "../../formats/argo/schema/documents.ts";
import { printLine } from "../output/streams.ts";

const SCHEMAS = {
  scenario: scenarioSchema,
  policy: policyFileSchema,
  profiles: profilesFileSchema,
  workflow: manifestSchema,
} as const;

export type SchemaKind = keyof typeof SCHEMAS;

export const SCHEMA_KINDS = Object.keys(SCHEMAS) as SchemaKind[];

export function schemaCommand(): Command {
  return new Command("schema")
    .summary("print the JSON Schema of a scenario, a policy, profiles or a workflow")
    .description(
      "Prints the JSON Schema (draft 2020-12) of a document, for completion and checks in an editor. " +
        "What it cannot say, such as whether a named file exists, `lowtide validate` checks.",
    )
    .addArgument(new Argument("<kind>", "document").choices(SCHEMA_KINDS))
    .action((kind: SchemaKind) => printLine(schemaText(kind)));
}

/** The schema of what people write: fields with defaults may be left out. */
export function schemaText(kind: SchemaKind): string {
  const { $schema, ...rest } = z.toJSONSchema(SCHEMAS[kind], { io: "input" });
  return JSON.stringify({ $schema, title: `Lowtide ${kind}`, ...rest }, null, 2);
}
