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

import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';

/** The states to look at, by the name of the entity that shows them. */
export const devStates = [
  'payments-api',
  'denied',
  'denied-guest',
  'no-owner',
  'policy',
  'not-signed-in',
  'storage-role-missing',
  'step-up',
  'step-up-useless',
  'identity-mismatch',
  'guest-not-allowed',
  'locked',
  'locked-denied',
  'rate-limited',
  'link-not-found',
  'download-refused',
  'held',
  'held-confirm',
  'taken-over',
  'application-identity',
  'diagnosis-loading',
  'diagnosis-failing',
  'exchange-unavailable',
  'audit-unavailable',
  'network-down',
  'empty',
  'no-location',
  'loading',
  'indexing',
  'huge',
  'two-locations',
  'replaced',
  'odd-names',
  'many-files',
  'file-details',
  'many-runs',
  'finding-runs',
  'compare',
  'compare-incomplete',
  'log-steps',
  'log-many',
  'log-growing',
  'log-failing',
  'provenance',
  'moved',
] as const;

/** A state to look at. */
export type DevState = (typeof devStates)[number];

/** A component for each state, and who owns them. */
export const devEntities: Entity[] = [
  ...devStates.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
    relations: ['group:default/payments', 'user:default/guest'].map(
      targetRef => ({ type: RELATION_OWNED_BY, targetRef }),
    ),
  })),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments', namespace: 'default' },
    spec: { type: 'team', children: [] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'guest', namespace: 'default' },
    spec: { memberOf: ['payments'] },
  },
];
