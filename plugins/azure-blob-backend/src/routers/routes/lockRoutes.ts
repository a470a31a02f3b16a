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
import { defineUserRoute } from './defineRoute';

const entityRef = z
  .string('must be an entity ref')
  .min(1, 'is empty')
  .max(200, 'is longer than 200 characters');

const lock = z.strictObject({
  target: z.discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('user'), entityRef }),
      z.strictObject({ type: z.literal('entity'), entityRef }),
      z.strictObject({
        type: z.literal('location'),
        location: z
          .string('must be the id of a location')
          .min(1, 'is empty')
          .max(64, 'is longer than 64 characters'),
      }),
    ],
    'must be of the type "user", "entity" or "location"',
  ),
  // It is shown to whom it stops: one line, and nothing that hides in it
  reason: z
    .string('must be text')
    .trim()
    .min(1, 'is empty')
    .max(500, 'is longer than 500 characters')
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'must be one line of text'),
  expiresAt: z.iso
    .datetime('must be a time such as "2026-11-22T12:00:00Z"')
    .transform(time => new Date(time))
    .optional(),
});

/** What administrators stop, and let go on. */
export const lockRoutes: Route[] = [
  defineUserRoute({
    method: 'get',
    path: '/v1/locks',
    permission: 'admin',
    audited: true,
    rateClass: 'cheap',
    operation: 'lock.list',
    async handle({ services, caller, res }) {
      res.json({ items: await services.locks.list(caller) });
    },
  }),
  defineUserRoute({
    method: 'post',
    path: '/v1/locks',
    permission: 'admin',
    audited: true,
    rateClass: 'cheap',
    operation: 'lock.create',
    body: lock,
    async handle({ services, caller, res }, _query, request) {
      res.status(201).json(await services.locks.create(caller, request));
    },
  }),
  defineUserRoute({
    method: 'delete',
    path: '/v1/locks/:id',
    permission: 'admin',
    audited: true,
    rateClass: 'cheap',
    operation: 'lock.delete',
    async handle({ req, services, caller, res }) {
      await services.locks.end(caller, req.params.id);
      res.status(204).end();
    },
  }),
];
