/** Lets a suspended node go on, with the values that it waits for. */
import { type FormEvent, useState } from "react";
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import { Button } from "../../widgets/button.tsx";
import styles from "./node-live.module.css";
import { suppliedOutputs } from "./supplied.ts";
import type { LiveOperation } from "./use-runs.ts";

interface ResumeFormProps {
  readonly node: NodeStatus;
  readonly request: number;
  readonly busy: boolean;
  operate(operation: LiveOperation): void;
}

export function ResumeForm({ node, request, busy, operate }: ResumeFormProps) {
  const supplied = suppliedOutputs(node);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const missing = supplied.filter(
    (output) => output.fallback === undefined && typed[output.name] === undefined,
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const outputs = Object.fromEntries(
      Object.entries(typed).filter(([name]) => supplied.some((each) => each.name === name)),
    );
    const given = Object.keys(outputs).length === 0 ? {} : { outputs };
    operate({ kind: "workflow", request, action: "resume", node: node.name, ...given });
  };
  return (
    <form className={styles.form} aria-label="Resume this node" onSubmit={onSubmit}>
      <p>
        {supplied.length === 0
          ? "It waits for somebody to let it go on."
          : "It waits for somebody to let it go on, and to say:"}
      </p>
      {supplied.map(({ name, fallback }) => (
        <label key={name}>
          {name}
          <input
            value={typed[name] ?? ""}
            placeholder={fallback === undefined ? "" : `${fallback} when left out`}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
      <Button kind="main" type="submit" disabled={busy || missing.length > 0}>
        Resume this node
      </Button>
    </form>
  );
}
