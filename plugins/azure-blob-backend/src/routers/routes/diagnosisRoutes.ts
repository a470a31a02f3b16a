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

import { querySchemas } from '../querySchemas';
import { Route } from '../types';
import { defineEntityRoute, defineUserRoute } from './defineRoute';

/** What is in the way, for a user on an entity and for the installation. */
export const diagnosisRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/diagnosis',
    permission: 'describe',
    audited: true,
    rateClass: 'costly',
    operation: 'diagnosis',
    query: querySchemas.diagnosis,
    async handle({ services, caller, entityRef, res, signal }, { location }) {
      try {
        res.json(
          await services.diagnose({ caller, entityRef, location, signal }),
        );
      } catch (error) {
        // Nobody is there to be answered
        if (!signal.aborted) {
          throw error;
        }
      }
    },
  }),
  defineUserRoute({
    method: 'get',
    path: '/v1/status',
    permission: 'admin',
    audited: true,
    rateClass: 'costly',
    operation: 'status',
    async handle({ services, caller, res }) {
      res.json(await services.status.read(caller));
    },
  }),
];
