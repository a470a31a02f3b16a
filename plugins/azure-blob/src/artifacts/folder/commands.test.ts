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

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  PortalTarget,
  StorageTarget,
  toAzCommand,
  toAzcopyCommand,
  toCurlCommand,
} from './commands';

const BACKEND = 'https://portal.contoso.example/api/azure-blob';
const TOKENS = [
  '-H',
  'Authorization: Bearer B',
  '-H',
  'Backstage-Azure-Blob-Authorization: Bearer E',
];

const STORAGE =
  'https://contosobuilds.blob.core.windows.net/artifacts/component/default/payments-api/';

function createTarget(path: string): PortalTarget & StorageTarget {
  const [name] = path.replace(/\/$/, '').split('/').slice(-1);
  return {
    entityRef: 'component:default/payments-api',
    location: 'artifacts',
    storageUrl: STORAGE,
    item: { name, path, kind: path.endsWith('/') ? 'folder' : 'file' },
  };
}

/** What a command is started with, as a real shell splits it. */
function runInShell(command: string): string[] {
  const script = `az() { printf '%s\\0' "$@"; }
azcopy() { az "$@"; }
curl() { az "$@"; }
${command}`;
  const env = { BACKSTAGE_TOKEN: 'B', ENTRA_TOKEN: 'E' };
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env })
    .split('\0')
    .slice(0, -1);
}

describe('commands', () => {
  it('should download a file with az, azcopy and curl', () => {
    const target = createTarget('1284/reports/a b.txt');
    expect(runInShell(toAzCommand(target))).toEqual([
      ...['storage', 'blob', 'download', '--auth-mode', 'login'],
      ...[
        '--blob-url',
        `${STORAGE}1284/reports/a%20b.txt`,
        '--file',
        './a b.txt',
      ],
    ]);
    expect(runInShell(toAzcopyCommand(target))).toEqual([
      ...['copy', `${STORAGE}1284/reports/a%20b.txt`, './a b.txt'],
    ]);
    const url = `${BACKEND}/v1/entities/component/default/payments-api/content?location=artifacts&path=1284%2Freports%2Fa%20b.txt`;
    expect(runInShell(toCurlCommand(target, BACKEND))).toEqual([
      '--fail',
      ...TOKENS,
      ...[url, '-o', './a b.txt'],
    ]);
    expect(
      runInShell(
        toCurlCommand({ ...target, version: 'version:2026-11-21' }, BACKEND),
      ),
    ).toContain(`${url}&version=version%3A2026-11-21`);
  });

  it('should download a folder with azcopy, and with curl as a zip', () => {
    const target = createTarget('1284/reports/');
    expect(runInShell(toAzcopyCommand(target))).toEqual([
      ...['copy', `${STORAGE}1284/reports`, '.', '--recursive'],
    ]);
    expect(runInShell(toCurlCommand(target, BACKEND))).toEqual([
      '--fail',
      ...TOKENS,
      '--json',
      '{"location":"artifacts","paths":["1284/reports/"]}',
      `${BACKEND}/v1/entities/component/default/payments-api/archive`,
      ...['-o', './reports.zip'],
    ]);
  });

  it('should take no character of where it is kept for a wildcard or a quote', () => {
    const target = {
      ...createTarget('1/a.txt'),
      storageUrl: "https://contoso.example/it's*/",
    };
    expect(runInShell(toAzcopyCommand(target))[1]).toBe(
      'https://contoso.example/it%27s%2A/1/a.txt',
    );
  });

  it('C7: should save under a name that is what it reads as, in this folder', () => {
    const saveAs = (path: string) =>
      runInShell(toAzcopyCommand(createTarget(path)))[2];
    expect(saveAs('1/photo\u202egpj.exe')).toBe('./photo_gpj.exe');
    expect(saveAs('1/-rf')).toBe('./-rf');
    expect(saveAs('1/..\\..\\x')).toBe('./.._.._x');
    expect(saveAs('1/…')).toBe('./…');
    expect(saveAs('1/..')).toBe('./download');
  });

  it('should run nothing else, whatever a name holds', () => {
    const path = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
          fc.string({
            unit: fc.constantFrom(...`'"\\$\`!*?~#&|;<>(){} =-a\n\u0003\u202e`),
            minLength: 1,
            maxLength: 12,
          }),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map(names => names.map(name => name.replace(/\//g, '_')).join('/'));
    fc.assert(
      fc.property(path, given => {
        const target = createTarget(given);
        for (const command of [
          toAzCommand(target),
          toAzcopyCommand(target),
          toCurlCommand(target, BACKEND),
        ]) {
          expect(command).not.toMatch(/\p{Cc}/u);
        }
        const [, source, local] = runInShell(toAzcopyCommand(target));
        expect(decodeURIComponent(source)).toBe(STORAGE + given);
        expect(local).toMatch(/^\.\/[^/\\]+$/);
        const curl = runInShell(toCurlCommand(target, BACKEND));
        expect(new URL(curl[5]).searchParams.get('path')).toBe(given);
      }),
      { numRuns: 200 },
    );
  });
});
