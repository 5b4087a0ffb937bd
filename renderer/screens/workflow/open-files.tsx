/** The button that opens workflows of the user's own. */
import { FileButton } from "../../widgets/file-button.tsx";

interface OpenFilesProps {
  readonly disabled?: boolean;
  onFiles(files: readonly File[]): void;
}

export function OpenFiles({ disabled = false, onFiles }: OpenFilesProps) {
  return (
    <FileButton
      inputLabel="Workflow files"
      accept=".yaml,.yml,.json"
      title="Argo YAML: the first file is run, the others are its library; they can also be dropped here"
      multiple
      disabled={disabled}
      onFiles={onFiles}
    >
      Open files…
    </FileButton>
  );
}
