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

import { createAccount } from '../__testUtils__/createAccount';
import { ContainerClient } from '@azure/storage-blob';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { isBlobPath } from '../blobName';
import { Scope } from '../types';
import { assertClientNames } from './assertClientNames';
import { unusualPaths } from './__testUtils__/unusualPaths';

const account = createAccount('https://contosobuilds.blob.core.windows.net');
const scope: Scope = {
  location: {
    id: 'artifacts',
    title: 'Artifacts',
    content: 'artifacts',
    account,
    container: 'team-a',
    prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    layout: '{run}/{path}',
  },
  account,
  container: 'team-a',
  prefix: 'component/default/pay/',
};
const container = new ContainerClient(`${account.endpoint}/team-a`);

describe('assertClientNames', () => {
  it.each([
    '../team-b/secret.txt',
    'ok/../../team-b/secret.txt',
    './x',
    'a\\b',
  ])('P1: should catch that the SDK takes %j for another name', name => {
    const client = container.getBlobClient(name);
    expect(() => assertClientNames(client, scope, name)).toThrow(
      expect.objectContaining({ code: 'InvalidBlobName' }),
    );
  });

  it('P13: should catch another container, another blob and another host', () => {
    const blob = container.getBlobClient('component/default/pay/x');
    for (const [client, name] of [
      [blob, 'component/default/pay/y'],
      [blob.withSnapshot('2026-01-01T00:00:00Z'), blob.name],
      [new ContainerClient(`${account.endpoint}/team-b`), undefined],
      [new ContainerClient('https://evil.example/team-a'), undefined],
    ] as const) {
      expect(() => assertClientNames(client, scope, name)).toThrow(
        expect.objectContaining({ code: 'InvalidBlobName' }),
      );
    }
  });

  it('P3: should let through only what the SDK names exactly as it was given', () => {
    fc.assert(
      fc.property(unusualPaths, path => {
        if (!isBlobPath(path, { kind: 'file' })) {
          return;
        }
        const fullName = scope.prefix + path;
        const client = container.getBlobClient(fullName);
        expect(client.containerName).toBe('team-a');
        expect(client.name).toBe(fullName);
        const wire = new URL(client.url).pathname;
        expect(decodeURIComponent(wire)).toBe(`/team-a/${fullName}`);
        expect(wire.split('/')).toHaveLength(5 + path.split('/').length);
        expect(new URL(client.url).search).toBe('');
        assertClientNames(client, scope, fullName);
      }),
      propertyRuns(),
    );
  });
});
