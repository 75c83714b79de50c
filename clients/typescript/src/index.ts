import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];

export type Outreach = Schemas['Outreach'];
export type OutreachState = Schemas['OutreachState'];
export type Channel = Schemas['Channel'];
export type Transition = Schemas['Transition'];
export type OutreachStats = Schemas['OutreachStats'];
export type Company = Schemas['Company'];
export type Person = Schemas['Person'];
export type Sequence = Schemas['Sequence'];
export type User = Schemas['User'];
export type Pagination = Schemas['Pagination'];
export type Problem = Schemas['Problem'];

export type { components, paths };

/** Every call of the API by its path, typed: `GET`, `PATCH`. */
export type Grow = Client<paths>;

/**
 * A client of a running Grow.
 *
 * @param baseUrl where it is, for example `http://localhost:3000`; in a page that it serves, `''`
 */
export function createGrow(baseUrl: string): Grow {
  return createClient<paths>({ baseUrl });
}

/**
 * Every outreach that passes a filter, newest first, however many there are.
 *
 * @throws {Error} if a page can't be read; its message says why
 */
export async function* eachOutreach(
  grow: Grow,
  filter: Omit<NonNullable<paths['/api/outreaches']['get']['parameters']['query']>, 'cursor' | 'page' | 'sort' | 'direction'> = {},
): AsyncGenerator<Outreach> {
  let cursor: string | null = 'start';
  while (cursor !== null) {
    const { data, error }: { data?: Schemas['OutreachPage'] | undefined; error?: Problem | undefined } = await grow.GET('/api/outreaches', {
      params: { query: { ...filter, cursor } },
    });
    if (data === undefined) {
      throw new Error(error?.detail ?? 'no answer');
    }
    yield* data.items;
    cursor = data.pagination.next_cursor ?? null;
  }
}
