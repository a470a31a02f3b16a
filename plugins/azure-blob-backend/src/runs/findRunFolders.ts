/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { canBe, LayoutVariable, RunLayout } from '../config/RunLayout';
import { BlobStore } from '../storage';

const PAGE_SIZE = 5_000;
/** Requests for what is new; what they miss the next full pass finds. */
const MAX_CALLS = 16;
const MAX_RECENT_PARENTS = 4;
const RECENT_PAGE_SIZE = 200;
const LONGER_PAGE_SIZE = 50;
const DAY_LEVELS: LayoutVariable[] = ['date', 'year', 'month', 'day'];

/** Where folders of runs are looked for. */
export interface RunFolderSearch {
  blobs: BlobStore;
  layout: RunLayout;
  signal?: AbortSignal;
}

/** Finds the folders of all runs; yields once for each request, in order. */
export async function* findRunFolders(
  search: RunFolderSearch,
  folder = '',
  depth = 0,
): AsyncGenerator<string[], void, undefined> {
  const { levels } = search.layout;
  const level = levels[depth];
  if (level.type === 'literal') {
    yield* findRunFolders(search, `${folder}${level.text}/`, depth + 1);
    return;
  }
  const isLast = depth === lastVariable(search.layout);
  let cursor: string | undefined;
  do {
    const page = await listFolders(search, { folder, depth, cursor });
    cursor = page.nextCursor;
    yield isLast ? toIds(search.layout, folder, page.names) : [];
    if (!isLast) {
      for (const name of page.names) {
        yield* findRunFolders(search, `${folder}${name}/`, depth + 1);
      }
    }
  } while (cursor !== undefined);
}

/**
 * Finds runs that have come since those were listed that are known, in a few
 * requests however many runs there are: numbers of one length and days sort in
 * storage as they do here, so what is new comes right after what is newest.
 *
 * @param newest - ids of known runs, newest first
 * @param findKnown - tells of folders in which of them runs are known
 */
export async function findNewRunFolders(
  search: RunFolderSearch,
  newest: string[],
  findKnown: (parents: string[]) => Promise<Set<string>>,
): Promise<string[]> {
  const { layout } = search;
  const budget = { calls: MAX_CALLS };
  const parents = await findParents(search, newest, budget);
  const known = await findKnown(parents);
  const ids: string[] = [];
  for (const parent of parents.filter(folder => !known.has(folder))) {
    const depth = lastVariable(layout);
    for await (const found of findRunFolders(search, parent, depth)) {
      ids.push(...found);
      budget.calls -= 1;
      if (budget.calls <= 0) {
        return ids;
      }
    }
  }
  const recent = new Map<string, string[]>();
  for (const id of newest) {
    const parent = toParent(layout, id);
    const name = id.slice(parent.length).split('/')[0];
    recent.set(parent, [...(recent.get(parent) ?? []), name]);
  }
  for (const [parent, names] of [...recent].slice(0, MAX_RECENT_PARENTS)) {
    ids.push(...(await findAfter(search, parent, names)));
  }
  return ids;
}

/** The folder that the folder of a run is in, with its final slash. */
export function toParent(layout: RunLayout, id: string): string {
  return id
    .split('/')
    .slice(0, lastVariable(layout))
    .map(segment => `${segment}/`)
    .join('');
}

/** The folders that runs are in, of which the latest days only. */
async function findParents(
  search: RunFolderSearch,
  newest: string[],
  budget: { calls: number },
  folder = '',
  depth = 0,
): Promise<string[]> {
  const { layout } = search;
  if (depth === lastVariable(layout)) {
    return [folder];
  }
  const level = layout.levels[depth];
  if (level.type === 'literal') {
    const below = `${folder}${level.text}/`;
    return findParents(search, newest, budget, below, depth + 1);
  }
  if (budget.calls <= 0) {
    return [];
  }
  budget.calls -= 1;
  const from = DAY_LEVELS.includes(level.name)
    ? newest
        .filter(id => id.startsWith(folder))
        .map(id => id.slice(folder.length).split('/')[0])
        .reduce((one, other) => (one > other ? one : other), '')
    : '';
  const { names } = await listFolders(search, { folder, depth, from });
  const parents: string[] = [];
  for (const name of names) {
    const below = `${folder}${name}/`;
    parents.push(
      ...(await findParents(search, newest, budget, below, depth + 1)),
    );
  }
  return parents;
}

/** The runs in a folder that come after those which are newest in it. */
async function findAfter(
  search: RunFolderSearch,
  parent: string,
  names: string[],
): Promise<string[]> {
  const depth = lastVariable(search.layout);
  const options = { folder: parent, depth };
  const [newest] = names;
  const number = /^(.*?)(\d+)$/s.exec(newest);
  if (!number) {
    const page = { ...options, from: newest, limit: RECENT_PAGE_SIZE };
    const after = await listFolders(search, page);
    return toIds(search.layout, parent, after.names);
  }
  const [, prefix, digits] = number;
  // A little further back: builds that began earlier may be published later.
  const from = names
    .filter(
      name =>
        name.length === newest.length &&
        name.startsWith(prefix) &&
        /^\d+$/.test(name.slice(prefix.length)),
    )
    .reduce((one, other) => (one < other ? one : other));
  const longer = `${prefix}1${'0'.repeat(digits.length)}`;
  const pages = await Promise.all([
    listFolders(search, { ...options, from, limit: RECENT_PAGE_SIZE }),
    listFolders(search, { ...options, from: longer, limit: LONGER_PAGE_SIZE }),
  ]);
  const found = new Set(pages.flatMap(page => page.names));
  return toIds(search.layout, parent, [...found]);
}

async function listFolders(
  { blobs, layout, signal }: RunFolderSearch,
  options: {
    folder: string;
    depth: number;
    cursor?: string;
    from?: string;
    limit?: number;
  },
): Promise<{ names: string[]; nextCursor?: string }> {
  const { folder, depth, cursor, from, limit = PAGE_SIZE } = options;
  const { items, nextCursor } = await blobs.list({
    path: folder,
    limit,
    signal,
    ...(cursor !== undefined && { cursor }),
    ...(from && { from }),
  });
  const names = items
    .filter(
      ({ kind, name, unsupportedName }) =>
        kind === 'folder' &&
        !unsupportedName &&
        canBe(layout.levels[depth], name),
    )
    .map(({ name }) => name);
  return { names, nextCursor };
}

function toIds(layout: RunLayout, parent: string, names: string[]): string[] {
  const below = layout.levels
    .slice(lastVariable(layout) + 1)
    .map(level => (level.type === 'literal' ? `/${level.text}` : ''))
    .join('');
  return names
    .map(name => `${parent}${name}${below}`)
    .filter(id => layout.read(id) !== undefined);
}

function lastVariable({ levels }: RunLayout): number {
  return levels.findLastIndex(({ type }) => type === 'variable');
}
