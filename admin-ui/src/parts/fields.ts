import { Refused } from '../api/client';

export type FieldErrors = Record<string, string>;

/** What a refusal says about each field, by its path (`key_points.0.term`): reason and remedy. */
export function fieldErrors(error: unknown): FieldErrors {
  const found: FieldErrors = {};
  if (error instanceof Refused) {
    for (const problem of error.fields()) {
      const field = path(problem.field);
      const said = sentences(problem.reason, problem.remedy);
      found[field] = found[field] ? `${found[field]} ${said}` : said;
    }
  }
  return found;
}

/** `/key_points/0/term`, `key_points[0].term` and `key_points.0.term` are the same place. */
export function path(field: string): string {
  return field
    .replace(/^[/.$]+/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/\//g, '.');
}

/** What is said about `prefix` itself or anything in it. */
export function errorsUnder(errors: FieldErrors, prefix: string): string | undefined {
  const said = Object.entries(errors)
    .filter(([field]) => field === prefix || field.startsWith(`${prefix}.`))
    .map(([, words]) => words);
  return said.length === 0 ? undefined : said.join(' ');
}

/** What a form has no place for, to be said above it. */
export function otherErrors(errors: FieldErrors, fields: string[]): string[] {
  return Object.entries(errors)
    .filter(([field]) => !fields.some((known) => field === known || field.startsWith(`${known}.`)))
    .map(([field, words]) => (field === '' ? words : `${field}: ${words}`));
}

export function sentences(...parts: (string | undefined)[]): string {
  return parts
    .map((part) => (part ?? '').trim())
    .filter((part) => part !== '')
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}
