/** Puts text on the clipboard, and says on the button whether that worked. */
import { useState } from "react";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  readonly label?: string;
  text(): string;
}

export function CopyButton({ label = "Copy as CSV", text }: CopyButtonProps) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid("Copied");
    } catch {
      setSaid("The clipboard is not available");
    }
  };
  return (
    <Button onClick={() => void copy()} onBlur={() => setSaid(null)} aria-live="polite">
      {said ?? label}
    </Button>
  );
}
