/** Above the log: what to look for, how many lines hold it, and whether only those are shown. */
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import toolbar from "../workflow/toolbar.module.css";
import styles from "./log-pane.module.css";

interface LogSearchProps {
  readonly search: string;
  readonly isOnly: boolean;
  /** Positions of the lines that hold it. */
  readonly hits: readonly number[];
  /** Which of them is looked at. */
  readonly hit: number | null;
  onSearch(text: string): void;
  onOnly(isOnly: boolean): void;
  goTo(by: 1 | -1): void;
}

export function LogSearch(props: LogSearchProps) {
  const { search, isOnly, hits, hit, onSearch, onOnly, goTo } = props;
  const place = hit === null ? "" : `${fixed(hit + 1)} of `;
  const text = search === "" ? "" : hits.length === 0 ? "None" : `${place}${fixed(hits.length)}`;
  return (
    <div className={styles.tools}>
      <search className={toolbar.search}>
        <input
          type="search"
          placeholder="Find in the log"
          aria-label="Find in the log"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") goTo(event.shiftKey ? -1 : 1);
            else if (event.key === "Escape" && search !== "") onSearch("");
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span role="status">{text}</span>
        <Button
          kind="bare"
          aria-label="Line before that holds it"
          disabled={hits.length === 0}
          onClick={() => goTo(-1)}
        >
          ↑
        </Button>
        <Button
          kind="bare"
          aria-label="Line after that holds it"
          disabled={hits.length === 0}
          onClick={() => goTo(1)}
        >
          ↓
        </Button>
      </search>
      <label className={styles.only}>
        <input
          type="checkbox"
          checked={isOnly}
          onChange={(event) => onOnly(event.target.checked)}
        />
        only lines that hold it, of the whole log
      </label>
    </div>
  );
}
