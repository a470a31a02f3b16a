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

import { flipSwitch } from './flipSwitch';

/** The status of each code that storage can be told to answer with. */
export const storageErrorStatus: ReadonlyMap<string, number> = new Map([
  ['AuthorizationFailure', 403],
  ['InvalidAuthenticationInfo', 401],
  ['AccountIsDisabled', 403],
  ['ServerBusy', 503],
  ['InternalError', 500],
]);

/**
 * Has the storage that runs on this machine refuse every request with an error
 * code of Azure Storage; `undefined` ends it.
 *
 * @throws with one sentence for people.
 */
export async function setStorageError(options: {
  code: string | undefined;
  storage?: string;
}): Promise<void> {
  const { code, storage: origin } = options;
  if (code !== undefined && !storageErrorStatus.has(code)) {
    const known = [...storageErrorStatus.keys()].join(', ');
    throw new Error(`There is no storage error "${code}"; there are ${known}`);
  }
  const body = { code };
  await flipSwitch({ part: 'storage', origin, name: 'storage-error', body });
}
