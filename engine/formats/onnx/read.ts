/** Looks into an ONNX file without running it: whether it is one, its inputs and outputs, its metadata. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { type Field, fieldsOf } from "./protobuf.ts";

export interface OnnxSummary {
  readonly producer: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly operators: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

const HINT = "Give the .onnx file that the training wrote, whole.";

/** What the file says of itself; `onnx/not-a-model` for bytes that are no whole ONNX model. */
export function readOnnx(bytes: Uint8Array): Result<OnnxSummary> {
  const model = fieldsOf(bytes);
  if (model === undefined) return refused("its bytes are no whole message");
  const graphs = messages(model, 7);
  const graph = graphs?.[0];
  if (intOf(model, 1) === undefined || graph === undefined) return refused("it has no graph");
  const inputs = names(graph, 11, 1);
  const outputs = names(graph, 12, 1);
  const operators = names(graph, 1, 4);
  const entries = messages(model, 14)?.map((entry) => [textOf(entry, 1), textOf(entry, 2)]);
  if (!inputs?.length || !outputs?.length || !operators?.length || entries === undefined) {
    return refused("its graph is not complete");
  }
  const metadata = Object.fromEntries(entries);
  return success({ producer: textOf(model, 2), inputs, outputs, operators, metadata });
}

function refused(why: string): Result<never> {
  const message = `This is not an ONNX model: ${why}.`;
  return failure([problem("onnx/not-a-model", message, HINT)]);
}

function names(fields: readonly Field[], list: number, name: number): string[] | undefined {
  return messages(fields, list)?.map((each) => textOf(each, name));
}

/** All messages in a field; undefined when one of them is none. */
function messages(fields: readonly Field[], number: number): (readonly Field[])[] | undefined {
  const found: (readonly Field[])[] = [];
  for (const field of fields) {
    if (field.number !== number) continue;
    const message = field.value instanceof Uint8Array ? fieldsOf(field.value) : undefined;
    if (message === undefined) return undefined;
    found.push(message);
  }
  return found;
}

function intOf(fields: readonly Field[], number: number): number | undefined {
  const value = fields.find((field) => field.number === number)?.value;
  return typeof value === "number" ? value : undefined;
}

function textOf(fields: readonly Field[], number: number): string {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : "";
}
