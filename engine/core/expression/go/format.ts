/** Go's `fmt.Sprintf`, for the values that Argo formats: integers, floats, texts and booleans. */
import { ExpressionError, MAX_SIZE } from "../value.ts";
import { type Directive, type FormatArgument, printArgument, typeOf } from "./verbs.ts";

/** Go refuses widths and precisions above this. */
const MAX_WIDTH = 1_000_000;

/**
 * The text of a format with its arguments. As in Go, a wrong verb or a missing or spare argument is
 * written into the text: `%!d(string=a)`, `%!d(MISSING)`, `%!(EXTRA int=1)`.
 *
 * @throws ExpressionError when the text grows too long
 */
export function goFormat(format: string, ...args: readonly FormatArgument[]): string {
  return new Formatter(format, args).run();
}

const PLAIN: Directive = {
  width: undefined,
  precision: undefined,
  minus: false,
  plus: false,
  sharp: false,
  space: false,
  zero: false,
  source: false,
};

/** With `v`, `#` asks for Go source, and `+` for the names of fields, which our values have not. */
function forValue(read: Directive): Directive {
  return { ...read, sharp: false, plus: false, source: read.sharp };
}

class Formatter {
  private at = 0;
  private index = 0;
  private reordered = false;
  private validIndex = true;
  private length = 0;
  private readonly parts: string[] = [];
  private readonly format: string;
  private readonly args: readonly FormatArgument[];

  constructor(format: string, args: readonly FormatArgument[]) {
    this.format = format;
    this.args = args;
  }

  run(): string {
    while (this.at < this.format.length) {
      const percent = this.format.indexOf("%", this.at);
      const end = percent < 0 ? this.format.length : percent;
      this.write(this.format.slice(this.at, end));
      this.at = end + 1;
      if (percent < 0) break;
      this.directive();
    }
    if (!this.reordered && this.index < this.args.length) this.writeExtra();
    return this.parts.join("");
  }

  private directive(): void {
    const flags = /[-+# 0]*/y;
    flags.lastIndex = this.at;
    const found = flags.exec(this.format)?.[0] ?? "";
    this.at += found.length;
    this.validIndex = true;
    const read = this.widthAndPrecision(found);
    const point = this.format.codePointAt(this.at);
    if (point === undefined) return this.write("%!(NOVERB)");
    const verb = String.fromCodePoint(point);
    this.at += verb.length;
    if (verb === "%") return this.write("%");
    if (!this.validIndex) return this.write(`%!${verb}(BADINDEX)`);
    if (this.index >= this.args.length) return this.write(`%!${verb}(MISSING)`);
    const argument = this.args[this.index++] as FormatArgument;
    this.write(printArgument(argument, verb, verb === "v" || verb === "w" ? forValue(read) : read));
  }

  private widthAndPrecision(flags: string): Directive {
    let minus = flags.includes("-");
    let afterIndex = this.argumentIndex();
    let width: number | undefined;
    let precision: number | undefined;
    if (this.eat("*")) {
      width = this.starred("%!(BADWIDTH)", -MAX_WIDTH);
      if (width !== undefined && width < 0) {
        width = -width;
        minus = true;
      }
      afterIndex = false;
    } else {
      width = this.number();
      if (afterIndex && width !== undefined) this.validIndex = false;
    }
    if (this.eat(".")) {
      if (afterIndex) this.validIndex = false;
      afterIndex = this.argumentIndex();
      if (this.eat("*")) {
        precision = this.starred("%!(BADPREC)", 0);
        afterIndex = false;
      } else {
        precision = this.number() ?? 0;
      }
    }
    if (!afterIndex) this.argumentIndex();
    const zero = flags.includes("0");
    const has = (flag: string) => flags.includes(flag);
    return {
      ...PLAIN,
      width,
      precision,
      minus,
      zero,
      plus: has("+"),
      sharp: has("#"),
      space: has(" "),
    };
  }

  private eat(symbol: string): boolean {
    if (this.format[this.at] !== symbol) return false;
    this.at += 1;
    return true;
  }

  /** `[3]` chooses the third argument. */
  private argumentIndex(): boolean {
    if (this.format[this.at] !== "[") return false;
    this.reordered = true;
    const found = /\[(\d+)\]/y;
    found.lastIndex = this.at;
    const match = found.exec(this.format);
    const close = this.format.indexOf("]", this.at);
    const chosen = match === null ? 0 : Number(match[1]);
    this.at = close < 0 ? this.at + 1 : close + 1;
    if (chosen < 1 || chosen > this.args.length) {
      this.validIndex = false;
      return close >= 0;
    }
    this.index = chosen - 1;
    return true;
  }

  private starred(problem: string, least: number): number | undefined {
    const argument = this.args[this.index];
    if (this.index < this.args.length) this.index += 1;
    const value = typeof argument === "bigint" ? Number(argument) : Number.NaN;
    if (Math.abs(value) <= MAX_WIDTH && value >= least) return value;
    this.write(problem);
    return undefined;
  }

  /** Go gives up on the directive when a number is longer than any width. */
  private number(): number | undefined {
    const digits = /\d*/y;
    digits.lastIndex = this.at;
    const found = digits.exec(this.format)?.[0] ?? "";
    if (found === "") return undefined;
    const value = Number(found);
    this.at = value > MAX_WIDTH ? this.format.length : this.at + found.length;
    return value > MAX_WIDTH ? undefined : value;
  }

  private writeExtra(): void {
    const rest = this.args.slice(this.index).map((argument) => {
      return `${typeOf(argument)}=${printArgument(argument, "v", PLAIN)}`;
    });
    this.write(`%!(EXTRA ${rest.join(", ")})`);
  }

  private write(text: string): void {
    this.length += text.length;
    if (this.length > MAX_SIZE) {
      throw new ExpressionError(`the formatted text has more than ${MAX_SIZE} characters`);
    }
    this.parts.push(text);
  }
}
