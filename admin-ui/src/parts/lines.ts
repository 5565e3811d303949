/** A list as people write it, one entry a line, and back. */
export function toLines(list: string[]): string {
  return list.join('\n');
}

export function ofLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Names and texts as people write them, `name = text` a line, and back. */
export function toPairs(of: Record<string, string>): string {
  return Object.entries(of)
    .map(([name, text]) => `${name} = ${text}`)
    .join('\n');
}

export function ofPairs(text: string): Record<string, string> {
  return Object.fromEntries(
    ofLines(text).map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
