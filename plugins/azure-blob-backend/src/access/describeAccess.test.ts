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
import { createAccount } from '../__testUtils__/createAccount';
import { LocationConfig } from '../types';
import { factsOf } from './__testUtils__/facts';
import { entity, PAYMENTS } from './__testUtils__/gateEntities';
import { describeAccess } from './describeAccess';

const account = createAccount('https://blob.example', {
  identity: 'application',
});
const artifacts: LocationConfig = {
  id: 'artifacts',
  title: 'Artifacts',
  content: 'artifacts',
  account,
  container: 'secret-container',
  prefix: 'secret-prefix/',
  layout: '{run}/{path}',
};
const logs: LocationConfig = {
  ...artifacts,
  ...{ id: 'logs', title: 'Logs', content: 'logs', layout: '{path}' },
};
const builds: LocationConfig = {
  ...artifacts,
  ...{ id: 'builds', title: 'Builds', content: 'logs' },
  runs: { metadata: 'manifest', blob: 'meta/build.json' },
};
const tagged: LocationConfig = {
  ...builds,
  ...{ id: 'tagged', title: 'Tagged' },
  runs: { metadata: 'tags', blob: 'build.log' },
};

const allowed = {
  allowed: true,
  role: 'reader',
  basis: 'grant',
  through: 'grant-1',
} as const;

function titled(change: { title?: string; spec?: Entity['spec'] }): Entity {
  const { title, spec } = change;
  const group = entity('Group', 'Payments');
  return { ...group, spec, metadata: { ...group.metadata, title } };
}

describe('describeAccess', () => {
  it('should say what a user may do and where, and nothing of where that is kept', () => {
    const refs = [PAYMENTS, 'user:default/alice', 'USER:default/Alice'];
    const options = {
      facts: factsOf({}, refs),
      owners: [],
      locations: [artifacts, logs, builds, tagged],
    };
    const common = {
      entityRef: 'component:default/payments-api',
      user: { entityRef: 'user:default/alice', groups: [PAYMENTS] },
      owners: [{ entityRef: PAYMENTS, title: 'payments' }],
    };
    const identity = 'application';
    expect(describeAccess({ ...options, decision: allowed })).toStrictEqual({
      ...common,
      ...allowed,
      locations: [
        {
          ...{ id: 'artifacts', title: 'Artifacts', content: 'artifacts' },
          ...{ hasRuns: true, runManifest: 'run.json', identity },
        },
        {
          ...{ id: 'logs', title: 'Logs', content: 'logs' },
          ...{ hasRuns: false, identity },
        },
        {
          ...{ id: 'builds', title: 'Builds', content: 'logs' },
          ...{ hasRuns: true, runManifest: 'meta/build.json', identity },
        },
        {
          ...{ id: 'tagged', title: 'Tagged', content: 'logs' },
          ...{ hasRuns: true, identity },
        },
      ],
    });
    const denial = { code: 'NoRole', message: 'No.' } as const;
    const decision = { allowed: false, ...denial } as const;
    expect(describeAccess({ ...options, decision })).toStrictEqual({
      ...common,
      allowed: false,
      denial,
      locations: [],
    });
  });

  it.each<[string, string, Entity[]]>([
    [
      'the title',
      'The Payers',
      [
        titled({
          title: 'The Payers',
          spec: { profile: { displayName: 'Payments' } },
        }),
      ],
    ],
    [
      'the name on display',
      'Payments',
      [
        entity('Group', 'other'),
        titled({ spec: { profile: { displayName: 'Payments' } } }),
      ],
    ],
    ['its own name without a spec', 'payments', [titled({})]],
    ['its own name without a profile', 'payments', [titled({ spec: {} })]],
    [
      'its own name with a profile of none',
      'payments',
      [titled({ spec: { profile: { email: 'x' } } })],
    ],
    [
      'its own name where the one on display is none',
      'payments',
      [titled({ spec: { profile: { displayName: 7 } } })],
    ],
    [
      'its own name where the profile is none',
      'payments',
      [titled({ spec: { profile: 'displayName' } })],
    ],
    ['its own name where it is not to be seen', 'payments', []],
  ])('should call an owner by %s', (_, title, owners) => {
    expect(
      describeAccess({
        facts: factsOf(),
        decision: allowed,
        owners,
        locations: [],
      }).owners,
    ).toEqual([{ entityRef: PAYMENTS, title }]);
  });
});
