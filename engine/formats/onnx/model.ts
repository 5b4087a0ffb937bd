/** ONNX models as bytes: the few message kinds of `onnx.proto` that one graph of standard operators needs. */
import { MessageWriter } from "./protobuf.ts";

/** Of `TensorProto.DataType`. */
export const ELEMENT_TYPES = { float: 1, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Of `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPES = { int: 2, text: 3, floats: 6, ints: 7, texts: 8 } as const;

/** Version 8 of the format (ONNX 1.10 to 1.12): old enough for every runtime of these years. */
const IR_VERSION = 8;

export type OnnxAttribute =
  | { readonly int: number }
  | { readonly text: string }
  | { readonly floats: ArrayLike<number> }
  | { readonly ints: Iterable<number> }
  | { readonly texts: Iterable<string> };

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  /** A number, or a name for a length that each call decides. */
  readonly shape: readonly (number | string)[];
}

export interface OnnxNode {
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxModel {
  readonly name: string;
  readonly producer: string;
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Version by domain; the standard operators have the empty one. */
  readonly operatorSets: Readonly<Record<string, number>>;
  /** Anything about the model, in words of its maker. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The model as a `.onnx` file; the same model gives the same bytes (github.com/onnx/onnx, `onnx.proto`). */
export function writeOnnx(model: OnnxModel): Uint8Array {
  const graph = new MessageWriter();
  for (const node of model.nodes) graph.message(1, nodeMessage(node));
  graph.text(2, model.name);
  for (const input of model.inputs) graph.message(11, valueMessage(input));
  for (const output of model.outputs) graph.message(12, valueMessage(output));
  const file = new MessageWriter().int(1, IR_VERSION).text(2, model.producer).message(7, graph);
  for (const [domain, version] of Object.entries(model.operatorSets)) {
    file.message(8, new MessageWriter().text(1, domain).int(2, version));
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    file.message(14, new MessageWriter().text(1, key).text(2, value));
  }
  return file.finish();
}

function nodeMessage(node: OnnxNode): MessageWriter {
  const message = new MessageWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(3, node.operator).text(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message.message(5, attributeMessage(name, attribute));
  }
  return message.text(7, node.domain);
}

function attributeMessage(name: string, attribute: OnnxAttribute): MessageWriter {
  const message = new MessageWriter().text(1, name);
  if ("int" in attribute) return message.int(3, attribute.int).int(20, ATTRIBUTE_TYPES.int);
  if ("text" in attribute) return message.text(4, attribute.text).int(20, ATTRIBUTE_TYPES.text);
  if ("floats" in attribute) {
    return message.floats(7, attribute.floats).int(20, ATTRIBUTE_TYPES.floats);
  }
  if ("ints" in attribute) return message.ints(8, attribute.ints).int(20, ATTRIBUTE_TYPES.ints);
  for (const text of attribute.texts) message.text(9, text);
  return message.int(20, ATTRIBUTE_TYPES.texts);
}

function valueMessage({ name, type, shape }: OnnxValue): MessageWriter {
  const dimensions = new MessageWriter();
  for (const length of shape) {
    const dimension = new MessageWriter();
    if (typeof length === "number") dimension.int(1, length);
    else dimension.text(2, length);
    dimensions.message(1, dimension);
  }
  const tensor = new MessageWriter().int(1, ELEMENT_TYPES[type]).message(2, dimensions);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}
