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

import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { parseAzureBlobConfig } from '../../config';
import { LocationRegistry } from '../LocationRegistry';

/** The plainest of templates. */
export const TEMPLATE = '{entity.kind}/{entity.namespace}/{entity.name}/';

/** A registry of up to three locations in one container; the second holds logs. */
export function createRegistry(...prefixes: string[]): LocationRegistry {
  return LocationRegistry.fromConfig(
    parseAzureBlobConfig(
      new ConfigReader({
        azureBlob: {
          tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
          clientId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
          portalClientIds: ['72f988bf-86f1-41af-91ab-2d7cd011db47'],
          credential: { type: 'federated' },
          accounts: [{ name: 'contosobuilds' }],
          locations: prefixes.map((prefix, index) => ({
            id: ['artifacts', 'logs', 'reports'][index],
            content: index === 1 ? 'logs' : 'artifacts',
            account: 'contosobuilds',
            container: 'builds',
            prefix,
          })),
        },
      }),
    ),
  );
}

/** An entity as the catalog hands it out. */
export function createEntity(options: {
  kind?: string;
  namespace?: string;
  name?: string;
  annotations?: Record<string, string>;
  ownedBy?: string[];
}): Entity {
  const { kind = 'Component', namespace, name = 'pay', annotations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace, annotations },
    spec: { owner: 'group:default/not-to-be-used' },
    relations: (options.ownedBy ?? []).map(targetRef => ({
      type: 'ownedBy',
      targetRef,
    })),
  };
}

/** Matches an `AzureBlobError` with status 403. */
export function refusal(code: string, message?: string): Error {
  return expect.objectContaining({
    code,
    statusCode: 403,
    ...(message && { message: expect.stringContaining(message) }),
  });
}
