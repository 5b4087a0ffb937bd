/** Reads a text file that a user named; whatever is wrong with it is an issue, never a crash. */
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { readBytes } from "./read-bytes.ts";

/** The text of a UTF-8 file of at most `limitBytes`, without its byte order mark. */
export function readText(file: string, limitBytes: number): Result<string> {
  const bytes = readBytes(file, limitBytes);
  return bytes.ok ? decodeText(bytes.value, file) : bytes;
}

/** The text that bytes stand for in UTF-8. */
export function decodeText(bytes: Buffer, file: string): Result<string> {
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return failure([notUtf8Issue(file, bytes)]);
  }
}

function notUtf8Issue(file: string, bytes: Buffer): Issue {
  const mark = bytes.subarray(0, 2).toString("hex");
  const isUtf16 = mark === "fffe" || mark === "feff";
  const found = isUtf16 ? "This file is UTF-16 text" : "This file is not UTF-8 text";
  return problem("files/not-utf8", `${found}.`, "Save it as UTF-8 and try again.", { file });
}
