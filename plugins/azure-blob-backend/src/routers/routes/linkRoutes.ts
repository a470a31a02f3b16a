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
import { isBlobPath } from '../../blobName';
import { LinkQuery, resolveLink } from '../../links';
import { field, location, oldVersion, text } from '../querySchemas';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const LATEST = 'latest';
const MAX_PATH_LENGTH = 4 * 1024;
const MAX_RUN_LENGTH = 1024;

const linkSchema = z
  .strictObject({
    location: location.optional(),
    path: text({ min: 0, max: MAX_PATH_LENGTH }).default(''),
    run: text({ min: 1, max: MAX_RUN_LENGTH }).optional(),
    branch: field,
    status: z
      .enum(['succeeded', 'failed', 'canceled', 'running', 'unknown'], {
        error:
          'must be "succeeded", "failed", "canceled", "running" or "unknown"',
      })
      .optional(),
    version: field,
    blobVersion: oldVersion,
  })
  .transform(({ run, branch, status, version, ...query }, context) => {
    const issue = (name: string, message: string) => {
      context.addIssue({ code: 'custom', path: [name], message });
      return z.NEVER;
    };
    if (run !== undefined && version !== undefined) {
      return issue('version', 'must not be given together with "run"');
    }
    const isFilter = run === LATEST || version !== undefined;
    if (!isFilter && (branch !== undefined || status !== undefined)) {
      const name = branch === undefined ? 'status' : 'branch';
      return issue(name, 'goes with "run=latest" or "version" only');
    }
    return { ...query, run: isFilter ? { branch, status, version } : run };
  });

/** Permanent links. */
export const linkRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/link',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'link',
    query: linkSchema,
    async handle(context, { location: id, ...query }) {
      const { caller, entityRef, services } = context;
      const place = await services.links.find(caller, {
        entityRef,
        location: id,
      });
      const { movedFrom } = place;
      const { blobVersion, ...link } = query;
      await withSession(
        { ...context, entityRef: place.entityRef },
        {
          location: place.location,
          action: 'list',
          operation: 'link',
          ...toRecorded(query),
          version: blobVersion,
          details: { ...link, movedFrom },
        },
        async (session, signal) => {
          const { runs: indexes } = services;
          const { result, ended } = await resolveLink({
            ...{ ...query, session, indexes, signal },
          });
          const { content } = session.scope.location;
          return { body: { ...place, content, ...result }, ended };
        },
      );
    },
  }),
];

/** What it is about, as far as that is known before; checked by the gate. */
function toRecorded({ path, run }: LinkQuery) {
  const isFolder = path === '' || path.endsWith('/');
  const kind = isFolder ? ('folder' as const) : ('file' as const);
  if (typeof run === 'object' && isBlobPath(path, { kind })) {
    return { path: '' };
  }
  return { path: typeof run === 'string' ? `${run}/${path}` : path, kind };
}
