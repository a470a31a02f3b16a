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
import {
  getDependentRefs,
  getGroupRefs,
  getOwnerRefs,
  getParentRefs,
  getSystemRefs,
  toSpokenName,
} from './entityRefs';

const unrelated: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments' },
};

/** Related to one of each kind in each way, and to some twice. */
const related: Entity = {
  ...unrelated,
  relations: [
    'ownedBy',
    'partOf',
    'dependencyOf',
    'memberOf',
    'childOf',
    'ownerOf',
  ].flatMap(type =>
    [
      'Group:Default/A',
      'group:default/a',
      'system:default/b',
      'systemic:default/c',
      'groupie:default/d',
      'component:default/group:e',
    ].map(targetRef => ({
      type,
      targetRef: targetRef.replace('/', `/${type}-`),
    })),
  ),
};

describe('entityRefs', () => {
  it('should read the targets of one relation, each of them once', () => {
    const all = (type: string) =>
      [
        `group:default/${type}-a`,
        `system:default/${type}-b`,
        `systemic:default/${type}-c`,
        `groupie:default/${type}-d`,
        `component:default/${type}-group:e`,
      ].map(ref => ref.toLowerCase());
    expect(getOwnerRefs(related)).toEqual(all('ownedBy'));
    expect(getDependentRefs(related)).toEqual(all('dependencyOf'));
    expect(getSystemRefs(related)).toEqual(['system:default/partof-b']);
    expect(getGroupRefs(related)).toEqual(['group:default/memberof-a']);
    expect(getParentRefs(related)).toEqual(['group:default/childof-a']);
  });

  it('should find nothing where nothing is related', () => {
    for (const get of [
      getOwnerRefs,
      getDependentRefs,
      getSystemRefs,
      getGroupRefs,
      getParentRefs,
    ]) {
      expect(get(unrelated)).toEqual([]);
    }
  });

  it.each([
    ['group:default/payments', 'payments'],
    ['group:other/payments', 'other/payments'],
    ['group:payments', 'payments'],
    ['no ref:at all/', 'no ref:at all/'],
  ])('should say %j as people do', (ref, spoken) => {
    expect(toSpokenName(ref)).toBe(spoken);
  });
});
