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

import { BlobServiceClient } from '@azure/storage-blob';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { LocalAzure, world } from 'local-azure';
import { getDemoEntities } from './demoWorld';
import { createTestConfig } from './startTestPortal';

const SECOND_CONTAINER = 'artifacts-b';

/**
 * What each user may read, written down and not worked out: the container and
 * prefix of every entity that her team owns, by entity and location.
 */
export const OWN: Record<string, Record<string, Record<string, string>>> = {
  alice: {
    'component/default/payments-api': {
      artifacts: 'artifacts/component/default/payments-api/',
      logs: 'logs/component/default/payments-api/',
      second: 'artifacts-b/archive/component/default/payments-api/',
    },
    'component/default/narrow': {
      artifacts: 'artifacts/component/default/narrow/inner/',
      logs: 'logs/component/default/narrow/inner/',
      second: 'artifacts-b/archive/component/default/narrow/inner/',
    },
  },
  bob: {
    'component/default/payments-api2': {
      artifacts: 'artifacts/component/default/payments-api2/',
      logs: 'logs/component/default/payments-api2/',
      second: 'artifacts-b/archive/component/default/payments-api2/',
    },
    'component/evil-ns/payments-api': {
      artifacts: 'artifacts/component/evil-ns/payments-api/',
      logs: 'logs/component/evil-ns/payments-api/',
      second: 'artifacts-b/archive/component/evil-ns/payments-api/',
    },
    'resource/default/payments-api': {
      artifacts: 'artifacts/resource/default/payments-api/',
      logs: 'logs/resource/default/payments-api/',
      second: 'artifacts-b/archive/resource/default/payments-api/',
    },
  },
  erin: {
    'component/default/payments-ap': {
      artifacts: 'artifacts/component/default/payments-ap/',
      logs: 'logs/component/default/payments-ap/',
      second: 'artifacts-b/archive/component/default/payments-ap/',
    },
    'component/default/pay': {
      artifacts: 'artifacts/component/default/pay/',
      logs: 'logs/component/default/pay/',
      second: 'artifacts-b/archive/component/default/pay/',
    },
  },
};

const TEAMS: Record<string, string> = {
  alice: 'payments',
  bob: 'search',
  erin: 'pay',
};

/** Below every scope, and below its look-alikes. */
export const PATHS = [
  'a.txt',
  'run-1/x.txt',
  'run-1/deep/y.log',
  'run-1/%2e%2e/z.txt',
  'Run-1/x.txt',
  'run-1/．．/x.txt',
  'inner/a.txt',
  'inner/run-1/x.txt',
];

/** Where nobody may read. */
const NO_ONES = [
  'artifacts/secret.txt',
  'artifacts/component/secret.txt',
  'artifacts/component/default/secret.txt',
  'artifacts/Component/default/payments-api/a.txt',
  'artifacts/component/default/Payments-Api/a.txt',
  'artifacts/component/default/narrow/a.txt',
  'artifacts/component/default/narrow/inner2/a.txt',
  'logs/component/default/payments-ap/../secret.log',
  'artifacts-b/component/default/payments-api/a.txt',
];

/** What is stored under a full name, which begins with the container. */
export function contentOf(fullName: string): string {
  return `<<canary:${encodeURIComponent(fullName)}>>\n`.repeat(3);
}

/** The full names of all blobs whose content is in a text. */
export function findCanaries(text: string): string[] {
  return [...text.matchAll(/<<canary:([^>]*)>>/g)].map(([, name]) =>
    decodeURIComponent(name),
  );
}

/** The full names of all blobs that there are. */
export const CANARIES = [
  ...Object.values(OWN)
    .flatMap(entities => Object.values(entities))
    .flatMap(scopes => Object.values(scopes))
    .flatMap(scope => PATHS.map(path => `${scope}${path}`)),
  ...NO_ONES.filter(name => !name.includes('/../')),
];

/** The catalog: names that look like one another, of different teams. */
export function getCanaryEntities(): Entity[] {
  const people = getDemoEntities().filter(({ kind }) =>
    ['User', 'Group'].includes(kind),
  );
  const owned = Object.entries(OWN).flatMap(([user, entities]) =>
    Object.keys(entities).map((path): Entity => {
      const [kind, namespace, name] = path.split('/');
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: kind[0].toLocaleUpperCase('en-US') + kind.slice(1),
        metadata: {
          name,
          namespace,
          uid: `uid-of-${path}`,
          annotations:
            name === 'narrow' ? { 'azure-blob/sub-path': 'inner' } : {},
        },
        spec: {},
        relations: [
          { type: 'ownedBy', targetRef: `group:default/${TEAMS[user]}` },
        ],
      };
    }),
  );
  return [...people, ...owned];
}

/** The app-config: three locations in three containers. */
export function createCanaryConfig(azure: LocalAzure): JsonObject {
  const config = createTestConfig(azure);
  return {
    ...config,
    locations: [
      ...(config.locations as JsonObject[]),
      {
        id: 'second',
        content: 'artifacts',
        account: world.account.name,
        container: SECOND_CONTAINER,
        prefix: 'archive/{entity.kind}/{entity.namespace}/{entity.name}/',
      },
    ],
    roles: [{ role: 'owner', to: 'owners' }],
    rateLimits: {
      cheap: 100_000,
      list: 100_000,
      read: 100_000,
      costly: 100_000,
    },
  };
}

/** Stores every canary, and lets Azure allow everybody everything. */
export async function fillCanaries(azure: LocalAzure): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(
    azure.storage.connectionString,
  );
  await service.getContainerClient(SECOND_CONTAINER).createIfNotExists();
  for (const { name } of world.users) {
    for (const container of ['artifacts', 'logs', SECOND_CONTAINER]) {
      azure.storage.assignments.add({
        user: name,
        role: 'Storage Blob Data Reader',
        container,
      });
    }
  }
  for (const fullName of CANARIES) {
    const [container, ...segments] = fullName.split('/');
    const content = contentOf(fullName);
    await service
      .getContainerClient(container)
      .getBlockBlobClient(segments.join('/'))
      .upload(content, Buffer.byteLength(content));
  }
}
