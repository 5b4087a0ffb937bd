/** The button that opens files of the user's own. */
import { useRef } from "react";
import { Button } from "../../widgets/button.tsx";

interface OpenFilesProps {
  readonly label?: string;
  readonly disabled?: boolean;
  onFiles(files: readonly File[]): void;
}

export function OpenFiles({ label = "Open files…", disabled = false, onFiles }: OpenFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        disabled={disabled}
        onClick={() => input.current?.click()}
        title="Argo YAML: the first file is run, the others are its library; they can also be dropped here"
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept=".yaml,.yml,.json"
        aria-label="Workflow files"
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          event.target.value = "";
        }}
      />
    </>
  );
}
