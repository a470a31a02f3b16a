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

import { CodeFindings } from './types';

const tryAgain = {
  who: 'you' as const,
  text: 'Try again in a moment.',
};

/** Refusals of the portal itself: they name nothing of storage. */
export const accessCodes = {
  CatalogUnavailable: ({ said }) => ({
    message: said,
    fixes: [
      tryAgain,
      {
        who: 'portal-admins',
        text: 'If it stays, look into the log of the backend, by the id of this request.',
      },
    ],
  }),
  PermissionDenied: () => ({
    message: 'The permission policy of the portal does not let you read this.',
    fixes: [
      {
        who: 'portal-admins',
        text: 'Let the policy allow azure-blob.artifact.read or azure-blob.log.read. Who has no role on the entity is refused all the same.',
      },
    ],
  }),
  NoOwner: ({ said }) => ({
    message: `${said} Without an owner, nobody answers for its data, and nobody is let in.`,
    fixes: [
      {
        who: 'owners',
        text: 'Name an owner in the catalog-info.yaml of the entity.',
        config: 'spec:\n  owner: group:default/<team>',
      },
    ],
  }),
  NoRole: ({ said }) => ({
    message: `${said} You have no role on it.`,
    fixes: [
      {
        who: 'owners',
        text: 'Take the user into the team that owns the entity, where its members are kept. The catalog knows after its next import.',
      },
      {
        who: 'portal-admins',
        text: 'If you are in that team, see whether the catalog has the membership from an origin that counts: groups that anybody could register count for nothing.',
        config:
          'azureBlob:\n  membership:\n    trustedOrigins:\n      - msgraph:\n      - <the beginning of the origin>',
      },
      {
        who: 'portal-admins',
        text: 'Give another group a role on all entities.',
        config:
          'azureBlob:\n  roles:\n    - { role: owner, to: owners }\n    - { role: reader, to: group:default/<team> }',
      },
      {
        who: 'owners',
        text: 'If the catalog has no such team, correct the owner in the catalog-info.yaml of the entity.',
        config: 'spec:\n  owner: group:default/<team>',
      },
    ],
  }),
  Locked: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'portal-admins',
        text: 'Take the lock away, once what it was made for is settled.',
      },
    ],
  }),
  LocationNotAllowed: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'owners',
        text: 'The annotation azure-blob/locations of the entity names the locations that apply to it; without it all do.',
        config:
          'metadata:\n  annotations:\n    azure-blob/locations: <location>,<location>',
      },
    ],
  }),
  ScopeHeld: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'owners',
        text: 'As those whose storage it was before, confirm that the entity may have it.',
      },
      {
        who: 'portal-admins',
        text: 'Confirm it in their place, if nobody of them is left.',
      },
    ],
  }),
  UnsafeTemplateValue: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'owners',
        text: 'Give the entity, or its owner, a name of letters, digits, "-", "_" and "." that can be a folder.',
      },
    ],
  }),
  AuditUnavailable: ({ said }) => ({
    message: said,
    fixes: [
      tryAgain,
      {
        who: 'portal-admins',
        text: 'If it stays, the database of the plugin does not take writes: see the log of the backend.',
      },
    ],
  }),
} satisfies CodeFindings;
