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
  listArchiveEntries,
  sendArchiveEntry,
  toArchiveFormat,
} from '../../archives';
import { cursor, integer, querySchemas, text } from '../querySchemas';
import { toLimitedCaller } from '../readCaller';
import { EntityRouteContext, Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const MAX_NAME_LENGTH = 4 * 1024;
const MAX_PAGE = 1_000;

const entriesQuery = querySchemas.blobVersion.extend({
  cursor,
  limit: integer({ min: 1, max: MAX_PAGE }).default(200),
});

const entryQuery = querySchemas.blobVersion.extend({
  entry: text({ min: 1, max: MAX_NAME_LENGTH }),
  length: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).optional(),
});

/** The inside of archives. */
export const archiveRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/archive-entries',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'archive-entries',
    query: entriesQuery,
    async handle(context, { location, ...query }) {
      await admitUnpacking(context, query.path);
      await withSession(
        context,
        {
          location,
          action: 'read',
          operation: 'archive-entries',
          path: query.path,
          version: query.version,
        },
        async (session, signal) => ({
          body: await listArchiveEntries({ session, signal, ...query }),
        }),
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/archive-entry',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'archive-entry',
    query: entryQuery,
    async handle(context, { location, ...query }) {
      const { req, res } = context;
      const { path, version, entry } = query;
      await admitUnpacking(context, path);
      await withSession(
        context,
        {
          location,
          action: 'read',
          operation: 'archive-entry',
          path,
          version,
          details: { entry },
        },
        async (session, signal) => ({
          outcome: await sendArchiveEntry({
            session,
            signal,
            req,
            res,
            ...query,
          }),
        }),
      );
    },
  }),
];

/** What can only be unpacked from its beginning keeps the portal busy. */
async function admitUnpacking(
  { caller, services }: EntityRouteContext,
  path: string,
): Promise<void> {
  if (toArchiveFormat(path) === 'tgz') {
    await services.limits.admit(toLimitedCaller(caller), 'costly');
  }
}
