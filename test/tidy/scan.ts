/** Reads just enough of TypeScript to find imports: blanks comments, keeps strings. */

const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[(,=:[!&|?{};]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//g;

const IMPORT = [
  /^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\bimport\(\s*["'`]([^"'`]+)["'`]/g,
  /\bnew\s+URL\(\s*["']([^"']+\.tsx?)["']\s*,\s*import\.meta\.url/g,
];

/** The source with comments, template strings and regular expressions blanked; line numbers stay. */
export function withoutComments(source: string): string {
  return source.replace(TOKEN, (token) =>
    token.startsWith('"') || token.startsWith("'") ? token : token.replace(/[^\n]/g, " "),
  );
}

/** Everything that a module imports or starts as a worker, as written. */
export function importsOf(source: string): string[] {
  const code = withoutComments(source);
  return IMPORT.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ""));
}
