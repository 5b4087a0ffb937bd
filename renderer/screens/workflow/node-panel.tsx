/** All that is known of one node, in Argo's own terms. */
import type { ReactNode } from "react";
import type { JsonObject, NodeStatus } from "../../../engine/contract/workflow.ts";
import { durationMs, instant } from "../../charts/workflow/gantt.ts";
import { Button } from "../../widgets/button.tsx";
import { duration } from "../../widgets/format.ts";
import type { GraphView } from "./graph-view.ts";
import styles from "./panel.module.css";
import { type Fact, Facts, Values } from "./panel-parts.tsx";
import { PhaseBar } from "./phase-bar.tsx";
import { PhaseIcon } from "./phase-icon.tsx";
import { holderText, offsetText, timeText } from "./words.ts";

interface NodePanelProps {
  readonly view: GraphView;
  readonly node: number;
  /** Of a live run: what was measured, and what can be done; between the times and the rest. */
  readonly live?: ReactNode;
}

export function NodePanel({ view, node, live }: NodePanelProps) {
  const { tree, counts, run } = view;
  const status = tree.nodes[node];
  if (status === undefined) return null;
  const held = tree.inner[node] ?? [];
  const names = held.map((each) => tree.nodes[each]?.displayName ?? "");
  const template = run.templates[templateKey(status)];
  return (
    <section className={styles.section} aria-label="Selected node">
      <div className={styles.head}>
        <h2>{status.displayName}</h2>
        <Button kind="bare" aria-label="Close the node (Esc)" onClick={() => view.select(null)}>
          ×
        </Button>
      </div>
      <p className={styles.phase}>
        <PhaseIcon phase={status.phase} />
        {status.phase}
        {status.message ? <span>{status.message}</span> : null}
      </p>
      {held.length === 0 ? null : (
        <div className={styles.holds}>
          {holderText(status, held.length, names)}
          <PhaseBar counts={counts[node] ?? {}} />
        </div>
      )}
      <h3>{live === undefined ? "Virtual time" : "Scenario time"}, after the start and in UTC</h3>
      <Facts facts={timing(status, run.startMs, live === undefined ? "modelled" : "")} />
      {live}
      <h3>Node</h3>
      <Facts facts={summary(status, view)} />
      <Values title="Inputs" values={status.inputs} />
      <Values title="Outputs" values={status.outputs} />
      <Neighbours view={view} node={node} />
      {template === undefined ? null : <Template node={status} body={template} />}
    </section>
  );
}

/** Of a live run the duration is measured, and said more exactly than a status can. */
function timing(node: NodeStatus, startMs: number, kind: string): readonly Fact[] {
  const [from, to] = [instant(node.startedAt), instant(node.finishedAt)];
  const lasted = durationMs(node);
  return [
    ["Started", from === undefined ? "" : offsetText(from - startMs), timeText(node.startedAt)],
    ["Finished", to === undefined ? "" : offsetText(to - startMs), timeText(node.finishedAt)],
    ["Duration", lasted === undefined || kind === "" ? "" : duration(lasted), kind],
  ];
}

function summary(node: NodeStatus, { tree }: GraphView): readonly Fact[] {
  const boundary = tree.nodes[tree.index.get(node.boundaryID ?? "") ?? -1];
  const { memoizationStatus: memo, synchronizationStatus: lock, templateRef } = node;
  return [
    ["Type", node.type],
    ["Template", node.templateName ?? ""],
    ["From", templateRef === undefined ? "" : `${templateRef.name}/${templateRef.template}`],
    ["Scope", node.templateScope ?? ""],
    ["Boundary", boundary?.displayName ?? ""],
    ["Name", node.name],
    ["Id", node.id],
    [
      "Memoized",
      memo === undefined ? "" : `${memo.hit ? "hit" : "miss"}, key ${memo.key}`,
      memo?.cacheName,
    ],
    ["Waiting for", lock?.waiting ?? ""],
    [
      "Flags",
      Object.keys(node.nodeFlag ?? {})
        .concat(node.daemoned ? ["daemoned"] : [])
        .join(", "),
    ],
  ];
}

function Neighbours({ view, node }: { readonly view: GraphView; readonly node: number }) {
  const { drawn, tree } = view;
  const shown = drawn.stands[node] ?? node;
  const lists = [
    ["After", drawn.previous[shown] ?? []],
    ["Before", drawn.next[shown] ?? []],
  ] as const;
  return lists.map(([title, nodes]) =>
    nodes.length === 0 ? null : (
      <div key={title} className={styles.links}>
        <h3>{title}</h3>
        <ul>
          {nodes.slice(0, MAX_LINKS).map((each) => (
            <li key={each}>
              <button
                type="button"
                onClick={() => {
                  view.select(each);
                  view.reveal(each, false);
                }}
              >
                {tree.nodes[each]?.displayName}
              </button>
            </li>
          ))}
          {nodes.length > MAX_LINKS ? <li>and {nodes.length - MAX_LINKS} more</li> : null}
        </ul>
      </div>
    ),
  );
}

/** Neighbours in the panel; the graph shows the others. */
const MAX_LINKS = 12;

/** Where the template of a node stands in the answer. */
function templateKey({ templateRef: ref, templateScope, templateName }: NodeStatus): string {
  if (ref === undefined) return `${templateScope ?? ""}/${templateName ?? ""}`;
  return `${ref.clusterScope ? "cluster" : "namespaced"}/${ref.name}/${ref.template}`;
}

function Template({ node, body }: { readonly node: NodeStatus; readonly body: JsonObject }) {
  return (
    <details className={styles.template}>
      <summary>Template {node.templateRef?.template ?? node.templateName} as written</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre>
    </details>
  );
}
