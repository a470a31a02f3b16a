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
import { world } from 'local-azure';
import { Misconfiguration } from './types';

const ALICE = 'user:default/alice';

/** Faults of the catalog. */
export const portalRows: Misconfiguration[] = [
  {
    number: '12a',
    what: 'user not in the catalog',
    check: 'identity',
    code: 'IdentityMismatch',
    reason: 'UserNotInCatalog',
    who: 'portal-admins',
    advice: ['microsoftGraphOrg'],
    entities: entities =>
      entities.filter(({ kind, metadata }) => !isAlice(kind, metadata.name)),
  },
  {
    number: '12b',
    what: 'user without graph.microsoft.com/user-id',
    check: 'identity.binding',
    code: 'IdentityMismatch',
    reason: 'UserIdMissing',
    who: 'portal-admins',
    advice: [`graph.microsoft.com/user-id: ${world.users[0].oid}`],
    entities: entities =>
      annotateAlice(entities, { 'graph.microsoft.com/user-id': undefined }),
  },
  {
    number: '12c',
    what: 'user from an origin that is not trusted',
    check: 'identity',
    code: 'IdentityMismatch',
    reason: 'UserUntrusted',
    who: 'portal-admins',
    advice: ['trustedOrigins:\n      - msgraph:'],
    entities: entities =>
      annotateAlice(entities, {
        'backstage.io/managed-by-origin-location':
          'url:https://git.example.com/people.yaml',
      }),
  },
  {
    number: '12d',
    what: 'signed in to the portal and to Microsoft as two people',
    check: 'identity.binding',
    code: 'IdentityMismatch',
    reason: 'UserIdDiffers',
    who: 'you',
    advice: ['Sign out of the portal and of Microsoft', 'az ad user show'],
    token: 'bob',
  },
  {
    number: '21',
    what: 'membership from an origin that is not trusted',
    check: 'role',
    code: 'NoRole',
    who: 'owners',
    advice: [
      'trustedOrigins:\n      - msgraph:',
      'If the catalog has no such team, correct the owner',
    ],
    entities: entities =>
      entities.map(entity =>
        entity.kind === 'Group' && entity.metadata.name === 'payments'
          ? annotate(entity, {
              'backstage.io/managed-by-origin-location':
                'url:https://git.example.com/teams.yaml',
            })
          : entity,
      ),
  },
  {
    number: '29',
    what: 'entity without an owner',
    check: 'role',
    code: 'NoOwner',
    who: 'owners',
    advice: ['owner: group:default/<team>'],
    entities: entities =>
      entities.map(entity =>
        entity.metadata.name === 'payments-api'
          ? { ...entity, relations: [] }
          : entity,
      ),
  },
  {
    number: '30',
    what: 'location left out by the annotation azure-blob/locations',
    check: 'location',
    code: 'LocationNotAllowed',
    who: 'owners',
    advice: ['azure-blob/locations: <location>,<location>'],
    entities: entities =>
      entities.map(entity =>
        entity.metadata.name === 'payments-api'
          ? annotate(entity, { 'azure-blob/locations': 'logs' })
          : entity,
      ),
  },
];

function isAlice(kind: string, name: string): boolean {
  return `${kind}:default/${name}`.toLowerCase() === ALICE;
}

function annotate(
  entity: Entity,
  annotations: Record<string, string | undefined>,
): Entity {
  const merged = { ...entity.metadata.annotations, ...annotations };
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: Object.fromEntries(
        Object.entries(merged).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
    },
  };
}

function annotateAlice(
  entities: Entity[],
  annotations: Record<string, string | undefined>,
): Entity[] {
  return entities.map(entity =>
    isAlice(entity.kind, entity.metadata.name)
      ? annotate(entity, annotations)
      : entity,
  );
}
