/** `lowtide workflow run FILE --on process`: one workflow as programs of this machine. */
import { basename, dirname, resolve } from "node:path";
import { unwrap } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import { type LiveDocument, liveSchema } from "../../core/scenario/live-schema.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import { workflowStatus } from "../../core/workflow/status/status-of.ts";
import { resolveWorkflow } from "../../formats/argo/assemble/workflow.ts";
import { readLiveFile } from "../../formats/scenario/read-live.ts";
import { readText } from "../../io/files/read-text.ts";
import { type Live, openLive } from "../../lab/live/open.ts";
import { askSingle } from "../../lab/live/single.ts";
import { findScenario, readDocument } from "../../lab/scenario/open.ts";
import type { WorkflowDocuments } from "../../lab/workflow/simulate.ts";
import { EXIT } from "../exit-codes.ts";
import { liveRunProgress } from "../output/live.ts";
import { printLine, printWarnings } from "../output/streams.ts";
import { formatTree } from "../output/workflow-tree.ts";
import { withConsent } from "./run-consent.ts";
import { untilDone } from "./run-follow.ts";

export interface ProcessOptions {
  readonly live?: string;
  readonly timeScale?: number;
  readonly trust?: boolean;
  readonly dataDir?: string;
  readonly param?: Readonly<Record<string, string>>;
  readonly entrypoint?: string;
  readonly name?: string;
  readonly json?: boolean;
}

export async function runOnProcesses(
  file: string,
  { runnable, library }: WorkflowDocuments,
  options: ProcessOptions,
): Promise<void> {
  const { param, entrypoint, name, timeScale } = options;
  const resolved = resolveWorkflow(runnable, library, {
    ...(param && { parameters: param }),
    ...(entrypoint !== undefined && { entrypoint }),
    ...(name !== undefined && { name }),
  });
  const workflow = unwrap(resolved);
  const document = liveDocument(workflow, file, options);
  const scale = timeScale === Number.POSITIVE_INFINITY ? null : timeScale;
  const wish = { workflow, file, live: document, startMs: Date.now() };
  const answer = askSingle({ ...wish, ...(scale !== undefined && { timeScale: scale }) });
  const asked = unwrap(answer);
  printWarnings([resolved, answer].flatMap((each) => (each.ok ? each.warnings : [])));
  const live = openLive(options.dataDir);
  try {
    const start = (trust: string | undefined) => live.begin(asked, file, trust);
    const id = await withConsent(start, options.trust === true);
    if (id === undefined) return;
    await untilDone(live.runs, id, liveRunProgress());
    print(live, id, options);
  } finally {
    await live.close();
  }
}

/** A file's block, that of the scenario beside the workflow, or every template's own command. */
function liveDocument(
  { templates }: Workflow,
  file: string,
  { live }: ProcessOptions,
): LiveDocument {
  if (live !== undefined) {
    return unwrap(readLiveFile(unwrap(readText(live, MAX_DOCUMENT_BYTES)), live));
  }
  const beside = scenarioBeside(file);
  if (beside !== undefined) return beside;
  const pods = templates.map(({ body }) => body.container ?? body.script);
  const images = pods.flatMap((pod) => {
    const image = (pod as { image?: unknown } | undefined)?.image;
    return typeof image === "string" ? [[image, "host"] as const] : [];
  });
  return liveSchema.parse({ images: Object.fromEntries(images) });
}

/** How the scenario runs whose workflow the file is; undefined when there is none. */
function scenarioBeside(file: string): LiveDocument | undefined {
  const found = findScenario(dirname(resolve(file)));
  const document = found.ok ? readDocument(found.value) : found;
  if (!document.ok) return undefined;
  const { live, workload } = document.value.document.spec;
  return basename(file) === workload.workflow ? live : undefined;
}

function print(live: Live, id: string, { json }: ProcessOptions): void {
  const { machine } = live.runs.followed(id).chronicle;
  const { plan } = machine.context;
  const { run } = machine.state.ended?.[0] ?? machine.state.runs[0] ?? {};
  if (run === undefined) return;
  const status = workflowStatus(plan, run);
  printLine(
    json
      ? JSON.stringify(status, null, 2)
      : [
          `Live run ${id}: ${status.phase} ${status.message ?? ""}`.trim(),
          formatTree(plan, run),
        ].join("\n"),
  );
  if (status.phase !== "Succeeded") process.exitCode = EXIT.unsuccessful;
}
