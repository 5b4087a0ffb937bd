/** The kinds of an account by colour. */
import { kindColor } from "../../charts/palette/kind.ts";
import type { Kind } from "../../preview/accounting/types.ts";
import styles from "./screen.module.css";
import { KIND_ABOUT, KIND_NAMES } from "./words.ts";

export function KindLegend({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <ul className={styles.legend} aria-label="Kinds">
      {kinds.map((kind) => (
        <li key={kind} title={KIND_ABOUT[kind]}>
          <span className={styles.swatch} style={{ background: kindColor(kind) }} />
          {KIND_NAMES[kind]}
        </li>
      ))}
    </ul>
  );
}
