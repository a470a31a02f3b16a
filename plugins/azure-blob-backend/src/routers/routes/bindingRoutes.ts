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

import { z } from 'zod';
import { Route } from '../types';
import { defineEntityRoute } from './defineRoute';

const confirmation = z.strictObject({
  location: z
    .string('must be the id of a location')
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the id of a location'),
});

/** Whose storage the scopes of an entity have been. */
export const bindingRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/bindings',
    permission: 'describe',
    audited: false,
    rateClass: 'cheap',
    operation: 'bindings',
    async handle({ services, caller, entityRef, res }) {
      const items = await services.bindings.list(caller, entityRef);
      res.json({ items });
    },
  }),
  defineEntityRoute({
    method: 'post',
    path: '/bindings/confirm',
    permission: 'owner',
    audited: true,
    rateClass: 'costly',
    operation: 'binding.confirm',
    body: confirmation,
    async handle({ services, caller, entityRef, res }, _query, { location }) {
      res.json(await services.bindings.confirm(caller, entityRef, location));
    },
  }),
];
