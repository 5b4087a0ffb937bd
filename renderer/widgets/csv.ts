/** Tables as comma-separated text (RFC 4180), for the clipboard. */

export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(field).join(",")).join("\r\n");
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
