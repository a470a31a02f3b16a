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

import { BlobClient, ContainerClient } from '@azure/storage-blob';
import fc from 'fast-check';
import { createAccount } from '../__testUtils__/createAccount';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { isBlobPath } from '../blobName';
import { Scope } from '../types';
import { selectVersion } from './blobVersion';
import { assertUrl, toBlobUrl, toContainerUrl } from './storageUrls';
import { unusualPaths } from './__testUtils__/unusualPaths';

function createScope(endpoint: string, container = 'team-a'): Scope {
  const account = createAccount(endpoint);
  return {
    location: {
      id: 'artifacts',
      title: 'Artifacts',
      content: 'artifacts',
      account,
      container,
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: '{run}/{path}',
    },
    account,
    container,
    prefix: 'component/default/pay/',
  };
}

const scope = createScope('https://contosobuilds.blob.core.windows.net');
/** As an emulator has it, with the account in the path. */
const emulated = createScope('https://127.0.0.1:10000/contosobuilds');

/** How RFC 3986 undoes percent-encoding, written without any of its code. */
function decode(path: string): string {
  const bytes = path
    .split(/(%[0-9A-F]{2})/)
    .map(part =>
      part.startsWith('%') ? Buffer.from(part.slice(1), 'hex') : part,
    )
    .map(part => Buffer.from(part));
  return Buffer.concat(bytes).toString('utf8');
}

describe('storageUrls', () => {
  it('P3: should name exactly the blob that it was given', () => {
    fc.assert(
      fc.property(
        unusualPaths,
        fc.constantFrom(scope, emulated),
        (path, of) => {
          if (!isBlobPath(path, { kind: 'file' })) {
            return;
          }
          const name = of.prefix + path;
          const url = toBlobUrl(of, name);
          const { origin, pathname, search, hash } = new URL(url);
          const container = new URL(`${of.account.endpoint}/team-a`);
          expect(origin).toBe(container.origin);
          expect(decode(pathname)).toBe(`${container.pathname}/${name}`);
          expect(pathname.split('/')).toHaveLength(
            `${container.pathname}/${name}`.split('/').length,
          );
          expect(search + hash).toBe('');
          // What the SDK asks for details of has to be what is read
          const client = new ContainerClient(container.href).getBlobClient(
            name,
          );
          expect(new URL(client.url).href).toBe(new URL(url).href);
        },
      ),
      propertyRuns(),
    );
  });

  it.each(['../team-b/secret.txt', 'ok/../../team-b/x', './x', '..', 'a/.'])(
    'P1: should refuse %j, which is resolved to another name',
    name => {
      expect(() => toBlobUrl(scope, name)).toThrow(
        expect.objectContaining({
          code: 'InvalidBlobName',
          message: `The name "${name}" cannot be used with Azure Storage.`,
        }),
      );
    },
  );

  it.each(['../x', '..', 'a/b', '.'])(
    'P13: should refuse a container %j that is none',
    container => {
      const { account } = scope;
      const url = () => toContainerUrl({ ...scope, account, container });
      expect(url).toThrow(expect.objectContaining({ code: 'InvalidBlobName' }));
    },
  );

  it.each([
    'https://evil.example/team-a/x',
    'https://contosobuilds.blob.core.windows.net/team-b/x',
    'https://contosobuilds.blob.core.windows.net/team-a/y',
    'https://contosobuilds.blob.core.windows.net/team-a/x?comp=metadata',
    'https://contosobuilds.blob.core.windows.net/team-a/x#y',
    'http://contosobuilds.blob.core.windows.net/team-a/x',
  ])('P13: should refuse %s for another one', url => {
    expect(() => assertUrl(url, scope, 'x')).toThrow(
      expect.objectContaining({ code: 'InvalidBlobName' }),
    );
  });

  it('P16: should ask for one version, and for nothing else', () => {
    const id = '2026-01-02T03:04:05.0000000Z';
    for (const [kind, parameter] of [
      ['version', 'versionid'],
      ['snapshot', 'snapshot'],
    ] as const) {
      const url = new URL(toBlobUrl(scope, 'x', { kind, id }));
      expect([...url.searchParams]).toEqual([[parameter, id]]);
      const client = new BlobClient(toBlobUrl(scope, 'x'));
      const selected = new URL(selectVersion(client, { kind, id }).url);
      expect([...selected.searchParams]).toEqual([...url.searchParams]);
    }
  });
});
