/** A button that asks the system for files of the user's own. */
import { useRef } from "react";
import { Button } from "./button.tsx";

interface FileButtonProps {
  readonly children: string;
  /** Name of the hidden input, for those who do not see the button. */
  readonly inputLabel: string;
  /** Extensions and media types, as in HTML. */
  readonly accept: string;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
  /** At least one file. */
  onFiles(files: readonly [File, ...File[]]): void;
}

export function FileButton(props: FileButtonProps) {
  const { children, inputLabel, accept, title, disabled = false, multiple = false } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={disabled} onClick={() => input.current?.click()} title={title}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        aria-label={inputLabel}
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const [first, ...rest] = event.target.files ?? [];
          if (first !== undefined) props.onFiles([first, ...rest]);
          // The same file, chosen again, is to be read again.
          event.target.value = "";
        }}
      />
    </>
  );
}
