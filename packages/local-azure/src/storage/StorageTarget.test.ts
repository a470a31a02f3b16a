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
import { StorageTarget, parseStorageTarget } from './StorageTarget';

const account = 'contosobuilds';
const piece = fc.constantFrom(
  'a',
  'pay',
  'payments-api',
  '.',
  '..',
  '%2e',
  '%2E%2e',
  '.%2e',
  '%2F',
  '%2F..%2F',
  '\\',
  '%5C',
  '%5C..%5C',
  '%252e%252e',
  '%c3%a9',
  '/',
);
const path = fc
  .array(piece, { maxLength: 12 })
  .map(pieces => `/${account}/artifacts/${pieces.join('')}`);

function parse(rawUrl: string): StorageTarget | undefined {
  try {
    return parseStorageTarget(rawUrl, account);
  } catch {
    return undefined;
  }
}

/** The URL standard's own reading, once every name is spelled out. */
function readByStandard(rawPath: string): string {
  const spelledOut = decodeURIComponent(rawPath)
    .replaceAll('\\', '/')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  const { pathname } = new URL(`http://localhost:1${spelledOut}`);
  return decodeURIComponent(pathname);
}

describe('parseStorageTarget', () => {
  it('should name what the URL standard makes of a path', () => {
    fc.assert(
      fc.property(path, rawPath => {
        const target = parse(rawPath);
        fc.pre(target !== undefined);
        const [, ...read] = readByStandard(rawPath).split('/');
        const [name, container = '', ...blob] = read;
        expect([account, target.container ?? '', target.blob ?? '']).toEqual([
          name,
          container,
          blob.join('/'),
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('should refuse only a path that leaves the account', () => {
    fc.assert(
      fc.property(path, rawPath => {
        fc.pre(parse(rawPath) === undefined);
        expect(readByStandard(rawPath).split('/')[1]).not.toBe(account);
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
  });

  it('should pass on a URL that cannot be read in another way', () => {
    fc.assert(
      fc.property(path, rawPath => {
        const target = parse(rawPath);
        fc.pre(target !== undefined);
        const segments = decodeURIComponent(target.url).split('/');
        expect(segments).not.toContain('..');
        expect(segments).not.toContain('.');
        expect(parse(target.url)).toEqual(target);
      }),
      { numRuns: 2_000 },
    );
  });

  it('should leave a plain URL as it is', () => {
    const url = `/${account}/logs/a%20b/c?comp=metadata&x=1%2B1+1`;
    expect(parseStorageTarget(url, account)).toEqual({
      url,
      container: 'logs',
      blob: 'a b/c',
      query: new Map([
        ['comp', 'metadata'],
        ['x', '1+1 1'],
      ]),
    });
  });

  it.each([
    ['http://localhost/contosobuilds/logs'],
    ['/other/logs'],
    ['/contosobuilds-secondary/logs'],
    ['/contosobuilds/../other/logs'],
    ['/../contosobuilds/logs'],
    ['/contosobuilds/logs/%'],
    ['/contosobuilds/logs/%ff'],
    ['/contosobuilds/logs#x'],
    ['/contosobuilds/logs?prefix=%ff'],
    ['/contosobuilds/logs?prefix=a&prefix=b'],
    ['/contosobuilds/logs?pre%66ix=a&prefix=b'],
    ['/contosobuilds/logs?prefix[]=a'],
    ['/contosobuilds/logs\u00a0x'],
  ])('should refuse %s', url => {
    expect(() => parseStorageTarget(url, account)).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });
});
