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
import { z } from 'zod';
import { AccessSession } from '../../access';
import { AuditOutcome } from '../../audit';
import { getRunManifest } from '../../config/getRunsConfig';
import { RunLayout } from '../../config/RunLayout';
import {
  createLineMatcher,
  MAX_QUERY_LENGTH,
  openLogSearch,
  SearchBudget,
  searchLogs,
} from '../../logs/search';
import { findRunsBack } from '../../runs';
import {
  folder,
  integer,
  location,
  oldVersion,
  path,
  revision,
  text,
} from '../querySchemas';
import { sendJsonLines } from '../sendJsonLines';
import { EntityRouteContext, Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const MAX_RUN_LENGTH = 1024;

const flag = z
  .enum(['true', 'false'], { error: 'must be "true" or "false"' })
  .default('false')
  .transform(value => value === 'true');
const wanted = {
  q: text({ min: 1, max: MAX_QUERY_LENGTH }),
  regex: flag,
  case: flag,
  word: flag,
};

/** What the query of each route is made of. */
export const logSearchSchemas = {
  log: z.strictObject({
    ...{ location, path, version: oldVersion, revision, ...wanted },
    from: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).default(1),
    limit: integer({ min: 1, max: 10_000 }).default(1_000),
  }),
  logs: z.strictObject({
    ...{ location, ...wanted },
    run: text({ min: 1, max: MAX_RUN_LENGTH }).optional(),
    runs: integer({ min: 1, max: 50 }).optional(),
    path: folder.optional(),
    limit: integer({ min: 1, max: 100 }).default(20),
  }),
};

/** Looking for something in logs. */
export const logSearchRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/log/search',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'log.search',
    query: logSearchSchemas.log,
    async handle(context, { location: id, ...query }) {
      const { indexes, searches } = context.services;
      // What is looked for may be a secret: it is on no record.
      const matcher = createLineMatcher(query);
      await withSession(
        context,
        {
          location: id,
          content: 'logs',
          action: 'read',
          operation: 'log.search',
          path: query.path,
          version: query.version,
        },
        async (session, signal) => {
          const budget = SearchBudget.create();
          const search = async () => {
            const events = await openLogSearch({
              ...{ session, indexes, matcher, budget, signal, ...query },
            });
            return send(context, events, budget, signal);
          };
          const outcome = await searches.take(search, toUser(context), signal);
          return { outcome };
        },
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/logs/search',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'logs.search',
    query: logSearchSchemas.logs,
    async handle(context, { location: id, ...query }) {
      const { searches } = context.services;
      const matcher = createLineMatcher(query);
      const { run, limit } = query;
      await withSession(
        context,
        {
          location: id,
          content: 'logs',
          action: 'read',
          operation: 'logs.search',
          path: run === undefined ? query.path ?? '' : `${run}/`,
          kind: 'folder',
        },
        async (session, signal) => {
          const budget = SearchBudget.create();
          const search = async () => {
            const { folders, ended } = await findFolders(
              context,
              session,
              query,
              signal,
            );
            const events = searchLogs({
              ...{ session, folders, matcher, limit, budget, signal },
            });
            const outcome = await send(context, events, budget, signal);
            return { outcome, ended: ended?.then(() => outcome) };
          };
          return searches.take(search, toUser(context), signal);
        },
      );
    },
  }),
];

/** The runs, where the location has any; the folder that was asked for else. */
async function findFolders(
  { services }: EntityRouteContext,
  session: AccessSession,
  query: Pick<z.output<typeof logSearchSchemas.logs>, 'run' | 'runs' | 'path'>,
  signal: AbortSignal,
) {
  const { run, runs } = query;
  const { id, layout } = session.scope.location;
  const { hasRuns } = RunLayout.parse(layout);
  if (hasRuns ? query.path !== undefined : (run ?? runs) !== undefined) {
    throw new AzureBlobError(
      'InvalidRequest',
      hasRuns
        ? `The location "${id}" has runs; ask for one of them instead of a path.`
        : `The location "${id}" has no runs.`,
    );
  }
  if (!hasRuns) {
    return { folders: [{ folder: query.path ?? '' }] };
  }
  const { result, ended } = await findRunsBack({
    ...{ session, indexes: services.runs, run, count: runs ?? 1, signal },
  });
  const manifest = getRunManifest(session.scope.location);
  const folders = result.map(found => ({
    ...{ run: found, folder: `${found}/` },
    manifest: manifest && `${found}/${manifest}`,
  }));
  return { folders, ended };
}

function send(
  { res, signal: client }: EntityRouteContext,
  events: AsyncGenerator<object>,
  budget: SearchBudget,
  signal: AbortSignal,
): Promise<AuditOutcome> {
  const countBytes = () => budget.readBytes;
  return sendJsonLines({ events, res, signal, client, countBytes });
}

function toUser({ caller }: EntityRouteContext): string {
  return caller.credentials.principal.userEntityRef;
}
