/** Names with values, as the panel of a node lists them. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import styles from "./panel.module.css";

/** Name, value, and a quieter addition; facts without a value are left out. */
export type Fact = readonly [name: string, value: string, more?: string | undefined];

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value, more]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {more ? <em> {more}</em> : null}
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** Inputs or outputs: parameters, result, exit code, artifacts. */
export function Values(props: {
  readonly title: string;
  readonly values: NodeStatus["outputs"] | NodeStatus["inputs"];
}) {
  const { values } = props;
  if (values === undefined) return null;
  const { parameters = [], artifacts = [] } = values;
  const result = "result" in values ? values.result : undefined;
  const exitCode = "exitCode" in values ? values.exitCode : undefined;
  if (parameters.length + artifacts.length === 0 && result === undefined && exitCode === undefined)
    return null;
  return (
    <>
      <h3>{props.title}</h3>
      <dl className={styles.values}>
        {result === undefined ? null : <Value name="result" value={result} />}
        {exitCode === undefined ? null : <Value name="exitCode" value={exitCode} />}
        {parameters.map(({ name, value, default: fallback }) => (
          <Value key={name} name={name} value={value ?? fallback ?? ""} />
        ))}
        {artifacts.map((artifact, at) => (
          <Value
            key={String(artifact.name ?? at)}
            name={`${String(artifact.name ?? "")} (artifact)`}
            value={artifactText(artifact)}
          />
        ))}
      </dl>
    </>
  );
}

/** Values longer than this are cut on the screen. */
const MAX_SHOWN = 4_000;

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  const cut = value.length > MAX_SHOWN;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value === "" ? <em>empty</em> : value.slice(0, MAX_SHOWN)}
        {cut ? <em> … {value.length.toLocaleString("en")} characters in all</em> : null}
      </dd>
    </div>
  );
}

type Artifact = NonNullable<NonNullable<NodeStatus["inputs"]>["artifacts"]>[number];

function artifactText({ name: _, ...rest }: Artifact): string {
  const { path, ...others } = rest;
  const more = Object.keys(others).length === 0 ? "" : JSON.stringify(others);
  return [path, more].filter((part) => typeof part === "string" && part !== "").join(" ");
}
