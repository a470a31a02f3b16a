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

import { TestDatabases } from '@backstage/backend-test-utils';
import { BindingWorld, OTHER } from './__testUtils__/BindingWorld';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const NAME = 'component:default/pay';

describe.each(databases.eachSupportedId())(
  'the former owners of a name on %s',
  id => {
    let world: BindingWorld;

    beforeAll(async () => {
      world = await BindingWorld.create(await databases.init(id));
    });

    beforeEach(async () => {
      await world.reset();
    });

    it('should be nobody where nothing is recorded', async () => {
      await world.check(world.createReplica());
      const replica = world.createReplica();
      expect(await replica.listOwners('component:default/pa')).toEqual([]);
      expect(await replica.listOwners('component:default/pay2')).toEqual([]);
    });

    it('should not be those who took it over, until that is confirmed', async () => {
      const replica = world.createReplica();
      await world.check(replica);
      expect(await replica.listOwners(NAME)).toEqual(['group:default/pay']);
      world.now += 60 * 60_000;
      await world.check(replica, OTHER);
      expect(await replica.listOwners(NAME)).toEqual(['group:default/pay']);
      const binding = await replica.observe({
        entity: world.createEntity(OTHER),
        location: 'artifacts',
        subject: world.createSubject(OTHER),
      });
      await replica.confirm(binding, world.createSubject(OTHER));
      expect(await replica.listOwners(NAME)).toEqual(['group:default/evil']);
    });
  },
);
