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

import { findUserByName } from '../findUserByName';
import { storageErrorStatus } from '../switches/setStorageError';
import { Switch } from '../switches/switchProtocol';
import { Faults } from './Faults';
import { RoleAssignments } from './RoleAssignments';

/** What can be changed in the storage account while it runs. */
export function createStorageSwitches(options: {
  assignments: RoleAssignments;
  faults: Faults;
}): Record<string, Switch> {
  return {
    roles: ({ user, assigned }) => {
      if (
        typeof assigned !== 'boolean' &&
        assigned !== 'account' &&
        assigned !== 'containers'
      ) {
        throw new Error('It is not said which roles she has.');
      }
      options.assignments.setAll(findUserByName(`${user}`).name, assigned);
    },
    'storage-error': ({ code }) => {
      const status = storageErrorStatus.get(`${code}`);
      if (code !== undefined && status === undefined) {
        throw new Error('Storage does not know the code.');
      }
      options.faults.clear();
      if (status !== undefined) {
        options.faults.add({ status, code: `${code}` });
      }
    },
  };
}
