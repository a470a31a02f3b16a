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
import { trimEntity, trimRelated } from './trimEntity';

const ORIGIN = 'backstage.io/managed-by-origin-location';
const names = {
  uid: 'uid-pay',
  name: 'pay',
  namespace: 'default',
  title: 'Pay',
};
const ownedBy = { type: 'ownedBy', targetRef: 'group:default/payments' };
const partOf = { type: 'partOf', targetRef: 'system:default/checkout' };
const fat = 'x'.repeat(1_000_000);
const whole: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: {
    ...names,
    etag: 'e',
    description: fat,
    annotations: { [ORIGIN]: 'url:https://example.com/', other: 'x' },
    labels: { tier: '1' },
    tags: ['pci'],
    links: [{ url: fat }],
  },
  spec: { type: 'openapi', lifecycle: 'production', definition: fat },
  relations: [partOf, ownedBy],
};

describe('trimEntity', () => {
  it('should keep what a decision may go by, and nothing of any size else', () => {
    expect(trimEntity(whole)).toStrictEqual({
      apiVersion: whole.apiVersion,
      kind: 'API',
      metadata: {
        ...names,
        annotations: whole.metadata.annotations,
        labels: { tier: '1' },
        tags: ['pci'],
      },
      relations: [partOf, ownedBy],
      spec: { type: 'openapi', lifecycle: 'production' },
    });
  });

  it('should keep of others whose they are and where they come from', () => {
    expect(trimRelated(whole)).toStrictEqual({
      apiVersion: whole.apiVersion,
      kind: 'API',
      metadata: {
        ...names,
        annotations: { [ORIGIN]: 'url:https://example.com/' },
      },
      relations: [ownedBy],
    });
  });

  it('should make up nothing that is not there', () => {
    const bare = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: { name: 'pay' },
    };
    expect(trimEntity(bare)).toEqual(bare);
    expect(trimRelated(bare)).toEqual(bare);
    expect(trimRelated(bare).metadata).not.toHaveProperty('annotations');
  });
});
