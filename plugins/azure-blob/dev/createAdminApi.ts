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

import {
  createDemoWorld,
  createResponseError,
  createStatus,
  FakeAzureBlobApi,
} from '../src/__testUtils__';

/** The page of the administrators; `?admin=` says how it is. */
export function createAdminApi(): FakeAzureBlobApi {
  const how = new URLSearchParams(window.location.search).get('admin');
  const world = createDemoWorld();
  const api = new FakeAzureBlobApi(world);
  world.status = createStatus(how === 'well');
  world.locks =
    how === 'well'
      ? []
      : [
          {
            id: 'lock-1',
            target: { type: 'user', entityRef: 'user:default/mallory' },
            reason: 'Left the company',
            createdBy: 'user:default/carol',
            createdAt: '2026-11-21T08:00:00.000Z',
          },
          {
            id: 'lock-2',
            target: { type: 'location', location: 'artifacts' },
            reason: 'The build server was broken into; looking into it',
            createdBy: 'user:default/carol',
            createdAt: '2026-11-21T19:00:00.000Z',
            expiresAt: '2026-11-24T19:00:00.000Z',
          },
        ];
  if (how === 'loading') {
    api.delay = new Promise(() => {});
  }
  if (how === 'denied') {
    api.delay = createResponseError('PermissionDenied').then(error => {
      api.errors = { getStatus: error };
    });
  }
  return api;
}
