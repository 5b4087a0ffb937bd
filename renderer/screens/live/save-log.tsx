/** Takes the whole log away as a file, as the program wrote it. */
import { useState } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import { Button } from "../../widgets/button.tsx";
import { wholeLog } from "./read-log.ts";

interface SaveLogProps {
  readonly api: Api;
  readonly id: string;
  readonly attempt: string;
  /** Of the file. */
  readonly name: string;
}

export function SaveLog({ api, id, attempt, name }: SaveLogProps) {
  const [said, setSaid] = useState<string | null>(null);
  const save = async () => {
    setSaid("Reading…");
    const answer = await wholeLog(api, id, attempt);
    if (!answer.ok) return setSaid(answer.issues[0]?.message ?? "It could not be read");
    const url = URL.createObjectURL(new Blob([answer.value], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
    setSaid(null);
  };
  return (
    <Button onClick={() => void save()} onBlur={() => setSaid(null)} aria-live="polite">
      {said ?? "Download"}
    </Button>
  );
}
