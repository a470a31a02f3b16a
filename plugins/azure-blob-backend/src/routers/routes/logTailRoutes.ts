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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Request } from 'express';
import { z } from 'zod';
import { parseEventId } from '../../logs/tail';
import { readRunStatus } from '../../runs';
import { integer, location, oldVersion, path, revision } from '../querySchemas';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const query = z.strictObject({
  location,
  path,
  version: oldVersion,
  revision: revision.optional(),
  after: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).default(0),
});

/** Logs as they grow. */
export const logTailRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/log/tail',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'log.tail',
    query,
    async handle(context, { revision: known, after, ...blob }) {
      const { caller, req, res, services } = context;
      const seen = readSeen(req) ?? { revision: known, next: after };
      await withSession(
        context,
        { ...blob, content: 'logs', action: 'read', operation: 'log.tail' },
        async (session, signal) => ({
          outcome: await services.tails.follow({
            ...{ session, seen, res, signal },
            path: blob.path,
            version: blob.version,
            userRef: caller.credentials.principal.userEntityRef,
            readStatus: asked =>
              readRunStatus({ session, path: blob.path, signal: asked }),
          }),
        }),
      );
    },
  }),
];

/** What a client has seen that comes back. */
function readSeen(req: Request) {
  const id = req.get('Last-Event-ID');
  if (id === undefined || id === '') {
    return undefined;
  }
  const seen = parseEventId(id);
  if (!seen) {
    throw new AzureBlobError(
      'InvalidRequest',
      'The header "Last-Event-ID" is not the id of an event of this plugin.',
    );
  }
  return seen;
}
