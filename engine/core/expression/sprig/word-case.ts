/** snake_case, kebab-case and PascalCase, with the words that huandu/xstrings v1.5 finds. */
import { isSpace, isUpper, toLower, toUpper } from "../go/characters.ts";

type WordKind = "number" | "upper" | "letters" | "connector" | "punctuation" | "other" | "end";

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const END: Word = { kind: "end", text: "" };

/** Chinese characters are no letters here: they have no case. */
function isLetter(symbol: string): boolean {
  if (!/\p{L}/u.test(symbol)) return false;
  const point = symbol.codePointAt(0) as number;
  const common = (point >= 0x4e00 && point <= 0x9fcc) || (point >= 0x3400 && point <= 0x4d85);
  return !common && !(point >= 0x20000 && point <= 0x2b81d);
}

const isConnector = (symbol: string) => symbol === "-" || symbol === "_" || isSpace(symbol);
const isPunctuation = (symbol: string) => /^\p{P}$/u.test(symbol);
const isNumber = (symbol: string) => /^\p{N}$/u.test(symbol);
const isSmall = (symbol: string) => isLetter(symbol) && !isUpper(symbol);

function wordsOf(text: string): Word[] {
  const symbols = [...text];
  const words: Word[] = [];
  for (let at = 0; at < symbols.length; ) {
    const [kind, end] = wordAt(symbols, at);
    words.push({ kind, text: symbols.slice(at, end).join("") });
    at = end;
  }
  return words;
}

function wordAt(symbols: readonly string[], at: number): [kind: WordKind, end: number] {
  const first = symbols[at] as string;
  const run = (from: number, belongs: (symbol: string) => boolean): number => {
    let end = from;
    while (end < symbols.length && belongs(symbols[end] as string)) end += 1;
    return end;
  };
  if (isConnector(first)) return ["connector", run(at, isConnector)];
  if (isPunctuation(first)) return ["punctuation", run(at, isPunctuation)];
  if (isUpper(first)) {
    const capitals = run(at, isUpper);
    if (capitals === at + 1) return ["upper", run(capitals, isSmall)];
    // `HTTPStatus` is `HTTP` and `Status`.
    const follows = capitals < symbols.length && isLetter(symbols[capitals] as string);
    return ["upper", follows ? capitals - 1 : capitals];
  }
  if (isLetter(first)) return ["letters", run(at, isSmall)];
  if (isNumber(first)) return ["number", run(at, isNumber)];
  const isOther = (symbol: string) =>
    !isConnector(symbol) && !isLetter(symbol) && !isNumber(symbol) && !isPunctuation(symbol);
  return ["other", run(at + 1, isOther)];
}

export function snakeCase(text: string): string {
  return new Joiner(wordsOf(text), "_").run();
}

export function kebabCase(text: string): string {
  return new Joiner(wordsOf(text), "-").run();
}

class Joiner {
  private next = 0;
  private readonly parts: string[] = [];
  private readonly words: readonly Word[];
  private readonly connector: string;

  constructor(words: readonly Word[], connector: string) {
    this.words = words;
    this.connector = connector;
  }

  run(): string {
    let word = this.take();
    while (this.next < this.words.length) {
      this.write(word);
      const before = word.kind;
      word = this.take();
      if (before === "number") word = this.afterNumber(word);
      else if (before !== "connector" && before !== "punctuation") word = this.afterWord(word);
    }
    this.write(word);
    return this.parts.join("");
  }

  private take(): Word {
    return this.words[this.next++] ?? END;
  }

  private write({ kind, text }: Word): void {
    if (kind === "upper") this.parts.push(toLower(text));
    else this.parts.push(kind === "connector" ? this.connector.repeat([...text].length) : text);
  }

  /** Letters after a number belong to it: `2m3s` is one word. */
  private afterNumber(first: Word): Word {
    let word = first;
    while (word.kind === "letters" || word.kind === "number") {
      this.write(word);
      word = this.take();
    }
    this.connect(word);
    return word;
  }

  /** A number belongs to the word before it, unless small letters follow it. */
  private afterWord(word: Word): Word {
    if (word.kind !== "number") {
      this.connect(word);
      return word;
    }
    if (this.next >= this.words.length) return word;
    const following = this.take();
    if (following.kind === "letters") this.parts.push(this.connector);
    this.write(word);
    if (following.kind === "letters") return this.afterNumber(following);
    this.connect(following);
    return following;
  }

  private connect(word: Word): void {
    if (["end", "connector", "punctuation"].includes(word.kind)) return;
    this.parts.push(this.connector);
  }
}

/** `http_server` is `HttpServer`; connectors that do not stand alone between words stay. */
export function pascalCase(text: string): string {
  const symbols = [...text];
  const start = symbols.findIndex((symbol) => !isConnector(symbol));
  if (start < 0) return text === "" ? "" : text + (symbols.at(-1) as string);
  const parts = symbols.slice(0, start);
  let before = toUpper(symbols[start] as string);
  let capital = isUpper(symbols[start] as string);
  for (const symbol of symbols.slice(start + 1)) {
    if (isConnector(symbol) && isConnector(before)) {
      parts.push(before);
      before = symbol;
      continue;
    }
    let current = symbol;
    if (isConnector(before)) {
      capital = isUpper(symbol);
      current = toUpper(symbol);
    } else {
      if (capital && isUpper(symbol)) current = toLower(symbol);
      else capital = false;
      parts.push(before);
    }
    before = current;
  }
  return parts.join("") + before;
}
