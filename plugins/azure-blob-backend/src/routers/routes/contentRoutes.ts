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

import { describeArtifact } from '../../artifacts';
import { sendContent } from '../../content';
import { withRetention } from '../../retention';
import { toBlobUrl } from '../../storage';
import { querySchemas } from '../querySchemas';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

/** What entities have in storage, and what one may do with it. */
export const contentRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/access',
    permission: 'describe',
    audited: false,
    rateClass: 'cheap',
    operation: 'access',
    query: querySchemas.access,
    async handle({ services, caller, entityRef, res }) {
      res.json(await services.gate.describe(caller, entityRef));
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/artifacts',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'artifacts',
    query: querySchemas.artifacts,
    async handle(context, { location, path, cursor, limit }) {
      await withSession(
        context,
        { location, action: 'list', operation: 'artifacts', path },
        async ({ blobs, scope }, signal) => {
          const page = await blobs.list({ path, cursor, limit, signal });
          return {
            body: {
              ...withRetention(scope, page),
              ...(scope.account.identity === 'onBehalfOf' && {
                storageUrl: toBlobUrl(scope, scope.prefix),
              }),
            },
          };
        },
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/artifact',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'artifact',
    query: querySchemas.blobVersion,
    async handle(context, { location, path, version }) {
      await withSession(
        context,
        {
          location,
          action: 'read',
          operation: 'artifact',
          path,
          version,
        },
        async (session, signal) => ({
          body: await describeArtifact({ session, path, version, signal }),
        }),
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/content',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'content',
    query: querySchemas.blobVersion,
    async handle(context, { location, path, version }) {
      const { req, res } = context;
      await withSession(
        context,
        {
          location,
          action: 'read',
          // The previews of the portal read parts, which are no downloads.
          operation:
            req.headers.range === undefined ? 'content' : 'content.part',
          path,
          version,
        },
        async (session, signal) => ({
          outcome: await sendContent({
            session,
            path,
            version,
            req,
            res,
            signal,
          }),
        }),
      );
    },
  }),
];
