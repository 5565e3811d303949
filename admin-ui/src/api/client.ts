import { texts } from '../texts';
import type { FieldProblem, Problem } from './types';

export const ROOT = '/api/v1';
const PATIENCE_MS = 15_000;

/** An answer that is not a success; `problem` says why in words for people. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
  }

  get status(): number {
    return this.problem.status;
  }

  fields(): FieldProblem[] {
    return this.problem.errors ?? [];
  }
}

/** No answer at all: the server is away or the network is. */
export class Away extends Error {
  constructor(cause: unknown) {
    super(texts.away.server, { cause });
    this.name = 'Away';
  }
}

let csrfToken = '';

/** The token that changing requests of this session carry. */
export function keepCsrfToken(token: string): void {
  csrfToken = token;
}

export interface Order {
  body?: unknown;
  ifMatch?: string;
}

export interface Answer<T> {
  data: T;
  etag: string;
}

/** Asks the API; throws {@link Refused} or {@link Away}. */
export async function ask<T>(method: string, path: string, order: Order = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrfToken;
  }
  if (order.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (order.ifMatch) {
    headers['If-Match'] = order.ifMatch;
  }
  let response: Response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(order.body === undefined ? {} : { body: JSON.stringify(order.body) }),
    });
  } catch (cause) {
    throw new Away(cause);
  }
  const text = await response.text();
  const json = parse(text);
  if (!response.ok) {
    throw new Refused(problemOf(response.status, json));
  }
  return { data: json as T, etag: response.headers.get('ETag') ?? '' };
}

export async function get<T>(path: string): Promise<T> {
  return (await ask<T>('GET', path)).data;
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  return (await ask<T>('POST', path, body === undefined ? {} : { body })).data;
}

function parse(text: string): unknown {
  if (text === '') {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The problem in an answer, or one made of its status when it carries none. */
export function problemOf(status: number, json: unknown): Problem {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Partial<Problem>;
  const detail = given.detail ?? texts.away.status(status);
  const listed = Array.isArray(given.errors) ? given.errors : [];
  const single =
    typeof given.field === 'string' ? [{ field: given.field, reason: detail, remedy: given.remedy ?? '' }] : [];
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? String(status),
    status,
    detail,
    errors: listed.length > 0 ? listed : single,
  };
}

/** Query parameters without those that are empty, with a leading `?` when there are any. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      found.set(name, String(value));
    }
  }
  const text = found.toString();
  return text === '' ? '' : `?${text}`;
}
