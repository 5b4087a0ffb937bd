/** A workflow whose parameters lack values cannot be run yet: this is where they are given. */
import { type FormEvent, useState } from "react";
import type { Issue } from "../../client/issues.ts";
import { Button } from "../../widgets/button.tsx";
import styles from "./empty.module.css";

interface MissingValuesProps {
  readonly issues: readonly Issue[];
  onGive(values: Readonly<Record<string, string>>): void;
}

/** The parameters that issues say have no value; they quote the name. */
export function missingNames(issues: readonly Issue[]): readonly string[] {
  return issues.flatMap(({ code, message }) => {
    const name = code === "argo/not-supplied" ? /'([^']+)'/.exec(message)?.[1] : undefined;
    return name === undefined ? [] : [name];
  });
}

export function MissingValues({ issues, onGive }: MissingValuesProps) {
  const names = missingNames(issues);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  if (names.length === 0) return null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onGive(Object.fromEntries(names.map((name) => [name, values[name] ?? ""])));
  };
  return (
    <form className={styles.missing} onSubmit={onSubmit} aria-label="Values of parameters">
      {names.map((name) => (
        <label key={name}>
          {name}
          <input
            value={values[name] ?? ""}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      <Button type="submit">Run with these values</Button>
    </form>
  );
}
