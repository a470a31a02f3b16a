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
import { AzureBlobLinkTarget } from 'backstage-plugin-azure-blob-common';
import { listWaysOn } from './listWaysOn';
import { parsePermalink } from './parsePermalink';
import { Permalink } from './Permalink';
import { toPermalink } from './toPermalink';
import { toTabQuery } from './toTabQuery';

const PORTAL = 'https://portal.contoso.example';

/** Opens a link as a browser does, which resolves what it can. */
function open(path: string): Permalink | undefined {
  const url = new URL(path, PORTAL);
  expect(url.origin).toBe(PORTAL);
  expect(url.hash).toBe('');
  expect(url.pathname).toMatch(/^\/artifacts\/[^/]/);
  return parsePermalink(url.pathname.slice('/artifacts/'.length), url.search);
}

const ref = fc.stringMatching(/^[a-z0-9]([a-z0-9_.-]{0,20}[a-z0-9])?$/);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    ...['.', '..', '~', '~..', '...', ' .. ', '%2e%2e', '%2F', '%252f', '\\'],
    ...['a?b', 'a#b', 'a&run=1', 'a+b', 'a b', 'über größe 日本語', '😀', '%'],
    ...[';', ':', '@', '//', 'http://evil.example', '\n', '\u0000', '\u202e'],
    ...['component', 'data:text/html,x', '&lt;', '=', "'", '"', '*'],
  ),
);
const path = fc
  .tuple(fc.array(text, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([names, isFolder]) => names.join('/') + (isFolder ? '/' : ''));
const optional = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined });
const anyLink: fc.Arbitrary<Permalink> = fc.record({
  entityRef: fc
    .tuple(ref, ref, ref)
    .map(([kind, namespace, name]) => `${kind}:${namespace}/${name}`),
  location: optional(text),
  run: optional(fc.oneof(text, path, fc.constant('latest'))),
  branch: optional(text),
  status: optional(fc.constantFrom('succeeded' as const, 'failed' as const)),
  path: optional(path),
  version: optional(text),
  blobVersion: optional(text),
  line: optional(fc.integer({ min: 1 })),
});

describe('permanent links', () => {
  it.each([
    [{}, '/artifacts/component/default/payments-api'],
    [
      { run: 'main/1284', path: 'reports/coverage.html', location: 'builds' },
      '/artifacts/component/default/payments-api/reports/coverage.html?location=builds&run=main%2F1284',
    ],
    [
      { run: 'latest', branch: 'main', status: 'succeeded' as const },
      '/artifacts/component/default/payments-api?run=latest&branch=main&status=succeeded',
    ],
    [
      { path: 'a/../b//c?#/', blobVersion: 'version:1', line: 7 },
      '/artifacts/component/default/payments-api/a/~../b/~/c%3F%23/?blob-version=version%3A1&line=7',
    ],
  ])('should write %j as people can read it', (named, expected) => {
    const entityRef = 'component:default/payments-api';
    expect(toPermalink({ entityRef, ...named })).toBe(expected);
  });

  it('should name the same after a browser has opened them', () => {
    fc.assert(
      fc.property(anyLink, link => {
        expect(open(toPermalink(link))).toEqual(link);
      }),
      { numRuns: 1000 },
    );
  });

  it('should never name two things by one link', () => {
    fc.assert(
      fc.property(anyLink, anyLink, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(toPermalink(one) === toPermalink(other)).toBe(isSame);
      }),
      { numRuns: 1000 },
    );
  });

  it('should survive half a character, which no blob can be named by', () => {
    const link = { entityRef: 'component:default/a', path: 'x\ud83d/\udc00' };
    expect(open(toPermalink(link))?.path).toBe('x\ufffd/\ufffd');
  });

  it.each([
    ['component/default', ''],
    ['component//a', ''],
    ['', ''],
    ['component/default/a/%', ''],
    ['component/default/a/%ff', ''],
    ['component/default/a', '?run=1&run=2'],
    ['component/default/a', '?status=fine'],
    ['component/default/a', '?line=0'],
    ['component/default/a', '?line=1.5'],
    ['component/default/a', '?line=x'],
  ])('should refuse %j with %j', (encoded, search) => {
    expect(parsePermalink(encoded, search)).toBeUndefined();
  });

  it('should let other parameters be, which mail programs add', () => {
    expect(parsePermalink('component/default/a/', '?utm_source=x')).toEqual({
      entityRef: 'component:default/a',
    });
  });

  it('S6: should lead nowhere but into the portal, whatever is named', () => {
    const tabPath = '/catalog/default/component/a/artifacts';
    const anyTarget = fc.record({
      state: fc.constant('gone' as const),
      gone: fc.constantFrom(
        'run' as const,
        'path' as const,
        'version' as const,
      ),
      entityRef: fc.constant('component:default/a'),
      location: text,
      content: fc.constantFrom('artifacts' as const, 'logs' as const),
      run: optional(text),
      path: fc.oneof(path, fc.constant('')),
      blobVersion: optional(text),
      movedFrom: optional(text),
      nearestRun: optional(text),
    });
    fc.assert(
      fc.property(anyLink, anyTarget, (link, target) => {
        const urls = [
          `${tabPath}?${toTabQuery(link, target)}`,
          ...listWaysOn(link, target, tabPath).map(({ href }) => href),
        ];
        for (const to of urls) {
          const url = new URL(to, PORTAL);
          expect(url.origin).toBe(PORTAL);
          expect(url.hash).toBe('');
          expect(url.pathname).toMatch(
            /^\/(artifacts\/component\/default\/a(\/|$)|catalog\/default\/component\/a\/artifacts$)/,
          );
        }
      }),
    );
  });
});

describe('toTabQuery', () => {
  const target: AzureBlobLinkTarget = {
    state: 'found',
    entityRef: 'component:default/a',
    location: 'artifacts',
    content: 'artifacts',
    run: 'main/1284',
    path: 'main/1284/reports/a.html',
  };
  const link = { entityRef: 'component:default/a' };

  it.each<[string, Partial<Permalink>, Partial<AzureBlobLinkTarget>, object]>([
    [
      'a file',
      {},
      { blobVersion: 'snapshot:2' },
      { file: 'main/1284/reports/a.html', version: 'snapshot:2' },
    ],
    [
      'a line',
      { line: 12 },
      {},
      { file: 'main/1284/reports/a.html', tab: 'source', line: '12' },
    ],
    [
      'a folder',
      {},
      { path: 'main/1284/reports/' },
      { path: 'main/1284/reports/' },
    ],
    ['a run', {}, { path: 'main/1284/' }, {}],
    [
      'the latest run',
      { run: 'latest', branch: 'main', status: 'succeeded' },
      { path: 'main/1284/' },
      { run: 'latest', branch: 'main', status: 'succeeded' },
    ],
    [
      'a log',
      { line: 12 },
      { content: 'logs', path: 'main/1284/steps/a.log' },
      { path: 'steps/a.log', line: '12' },
    ],
    [
      'what had another name',
      {},
      { path: 'main/1284/', movedFrom: 'component:default/b' },
      { 'moved-from': 'component:default/b' },
    ],
  ])('should show %s', (_, named, found, expected) => {
    const query = toTabQuery({ ...link, ...named }, { ...target, ...found });
    expect(Object.fromEntries(query)).toEqual({
      location: 'artifacts',
      run: 'main/1284',
      ...expected,
    });
  });
});
