/** Reads the arguments of a function, which are checked once more when it runs. */
import {
  type EvaluationContext,
  ExpressionError,
  isArray,
  isMap,
  typeName,
  type Value,
  type ValueMap,
} from "../value.ts";

/** A function of the language, given as many arguments as the checker lets through. */
export type BuiltinFunction = (args: Arguments, context: EvaluationContext) => Value;

export class Arguments {
  readonly #name: string;
  readonly values: readonly Value[];

  constructor(name: string, values: readonly Value[]) {
    this.#name = name;
    this.values = values;
  }

  get length(): number {
    return this.values.length;
  }

  any(index: number): Value {
    return this.values[index] ?? null;
  }

  text(index: number): string {
    const value = this.any(index);
    return typeof value === "string" ? value : this.refuse(index);
  }

  int(index: number): bigint {
    const value = this.any(index);
    return typeof value === "bigint" ? value : this.refuse(index);
  }

  list(index: number): readonly Value[] {
    const value = this.any(index);
    return isArray(value) ? value : this.refuse(index);
  }

  map(index: number): ValueMap {
    const value = this.any(index);
    return isMap(value) ? value : this.refuse(index);
  }

  refuse(index: number): never {
    const type = typeName(this.any(index));
    throw new ExpressionError(`invalid argument for ${this.#name} (type ${type})`);
  }
}
