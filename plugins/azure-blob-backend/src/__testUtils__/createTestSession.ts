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

import { createAccount } from './createAccount';
import { createTestKeys } from './createTestKeys';
import { AccessSession } from '../access';
import { BlobStore, CursorCodec } from '../storage';
import { LocationConfig, Scope } from '../types';

/** A session behind the gate, over any store. */
export function createTestSession(
  blobs: BlobStore,
  options: Partial<Pick<LocationConfig, 'layout' | 'runs'>> = {},
): AccessSession {
  const account = createAccount('https://contosobuilds.blob.core.windows.net');
  const prefix = 'component/default/payments-api/';
  const scope: Scope = {
    account,
    container: 'artifacts',
    prefix,
    location: {
      id: 'artifacts',
      title: 'Artifacts',
      content: 'artifacts',
      account,
      container: 'artifacts',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: options.layout ?? '{run}/{path}',
      ...(options.runs && { runs: options.runs }),
    },
  };
  return {
    decision: {
      allowed: true,
      role: 'reader',
      basis: 'ownership',
      through: 'group:default/payments',
    },
    scope,
    blobs,
    cursors: CursorCodec.create({
      keys: createTestKeys(),
      userRef: 'user:default/alice',
      scope,
    }),
    signal: new AbortController().signal,
    auditId: '0193a7c0-0000-7000-8000-000000000001',
    complete: jest.fn(async () => undefined),
  };
}
