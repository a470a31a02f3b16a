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
import { compareLogs, sendLogText } from '../../logs';
import { integer, location, oldVersion, path, revision } from '../querySchemas';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const line = integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const comparisonQuery = z.strictObject({ location, base: path, head: path });

const textQuery = z
  .strictObject({
    location,
    path,
    version: oldVersion,
    revision,
    from: line,
    to: line,
  })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    error: 'must not be before "from"',
  });

/** What is read of logs as a whole. */
export const logComparisonRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/log/comparison',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'log.comparison',
    query: comparisonQuery,
    async handle(context, { location: id, base, head }) {
      await withSession(
        context,
        {
          location: id,
          content: 'logs',
          action: 'read',
          operation: 'log.comparison',
          path: head,
          details: { base },
        },
        async (session, signal) => {
          const { answer, bytes } = await compareLogs({
            session,
            base,
            head,
            signal,
          });
          return { body: answer, outcome: { result: 'succeeded', bytes } };
        },
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/log/text',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'log.text',
    query: textQuery,
    async handle(context, { location: id, ...query }) {
      const { res, services } = context;
      await withSession(
        context,
        {
          location: id,
          content: 'logs',
          action: 'read',
          operation: 'log.text',
          path: query.path,
          version: query.version,
        },
        async (session, signal) => ({
          outcome: await sendLogText({
            ...query,
            session,
            indexes: services.indexes,
            res,
            signal,
          }),
        }),
      );
    },
  }),
];
