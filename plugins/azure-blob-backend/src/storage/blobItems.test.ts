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

import fc from 'fast-check';
import { createAccount } from '../__testUtils__/createAccount';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { Scope } from '../types';
import { toFilesBelow, toItems } from './blobItems';
import { ListedBlob } from './listing';

const account = createAccount('https://contosobuilds.blob.core.windows.net');

function createScope(prefix: string): Scope {
  const location: Scope['location'] = {
    id: 'artifacts',
    title: 'Artifacts',
    content: 'artifacts',
    account,
    container: 'builds',
    prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    layout: '{run}/{path}',
  };
  return { location, account, container: 'builds', prefix };
}

/** A page as storage would send it, whatever it was asked for. */
function createPage(names: string[]): ListedBlob[] {
  return names.map(name => ({
    kind: name.endsWith('/') ? 'prefix' : 'blob',
    name,
    lastModified: '1970-01-01T00:00:00.000Z',
    etag: '"1"',
  }));
}

/** The segments of a prefix; its slash at the end is no segment. */
const segmentsOf = (name: string) => name.replace(/\/$/, '').split('/');

describe('toItems', () => {
  const word = fc.constantFrom(
    'team-a',
    'team-ab',
    'team-b',
    'Team-A',
    'a',
    '',
  );
  const folder = fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map(parts => `${parts.join('/')}/`);
  const name = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 5 }), fc.boolean())
    .map(([parts, isFolder]) => parts.join('/') + (isFolder ? '/' : ''));

  it('P10, P11: should show nothing but what is right below the folder', () => {
    let shown = 0;
    let hidden = 0;
    fc.assert(
      fc.property(
        folder,
        fc.oneof(folder, fc.constant('')),
        fc.array(name, { maxLength: 8 }),
        fc.array(name, { maxLength: 2 }),
        (prefix, path, others, below) => {
          const names = [...others, ...below.map(one => prefix + path + one)];
          const items = toItems(createPage(names), createScope(prefix), path);
          const level = segmentsOf(prefix + path);
          const wanted = names.filter(candidate => {
            const segments = segmentsOf(candidate);
            return (
              segments.length === level.length + 1 &&
              level.every((segment, index) => segment === segments[index]) &&
              candidate !== prefix + path
            );
          });
          expect(items.map(item => prefix + item.path).sort()).toEqual(
            wanted.sort(),
          );
          shown += wanted.length;
          hidden += names.length - wanted.length;
        },
      ),
      propertyRuns(),
    );
    expect(shown).toBeGreaterThan(50);
    expect(hidden).toBeGreaterThan(1_000);
  });

  it('P10: should show no file that is not below the folder', () => {
    fc.assert(
      fc.property(
        folder,
        fc.oneof(folder, fc.constant('')),
        fc.array(name, { maxLength: 8 }),
        fc.array(name, { maxLength: 2 }),
        (prefix, path, others, below) => {
          const names = [...others, ...below.map(one => prefix + path + one)];
          const files = toFilesBelow(
            createPage(names),
            createScope(prefix),
            path,
          );
          const level = segmentsOf(prefix + path);
          const wanted = names.filter(candidate => {
            const segments = segmentsOf(candidate);
            return (
              !candidate.endsWith('/') &&
              segments.length > level.length &&
              level.every((segment, index) => segment === segments[index])
            );
          });
          expect(files.map(file => prefix + file.path)).toEqual(wanted);
        },
      ),
      propertyRuns(),
    );
  });

  it('P10: should not take a name of the same length for one of its own', () => {
    const page = createPage(['team-b/x', 'team-b/y/', 'team-a/z']);
    expect(toItems(page, createScope('team-a/'), '')).toMatchObject([
      { path: 'z' },
    ]);
  });
});
