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
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

/** Whether what is said of artifacts holds. */
export const provenanceRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/provenance',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'provenance',
    query: querySchemas.blobVersion,
    async handle(context, { location, path, version }) {
      const { provenances } = context.services;
      await withSession(
        context,
        {
          location,
          action: 'read',
          operation: 'provenance',
          path,
          version,
        },
        async (session, signal) => ({
          body: await provenances.describe({ session, path, version, signal }),
        }),
      );
    },
  }),
];
