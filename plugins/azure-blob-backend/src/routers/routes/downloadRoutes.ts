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

import { Request } from 'express';
import { z } from 'zod';
import { sendContent } from '../../artifacts';
import { toLimitedCaller } from '../readCaller';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute, defineLinkRoute } from './defineRoute';

const MAX_PATHS = 100;
const MAX_PATH_LENGTH = 4 * 1024;

const path = z
  .string('must be a path')
  .min(1, 'is empty')
  .max(MAX_PATH_LENGTH, `is longer than ${MAX_PATH_LENGTH} characters`);

const linkRequest = z.strictObject({
  location: z
    .string('must be the id of a location')
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the id of a location'),
  paths: z
    .array(path, 'must be a list of paths')
    .min(1, 'is empty')
    .max(MAX_PATHS, `has more than ${MAX_PATHS} paths`),
  mode: z.enum(['sas', 'ticket'], 'must be "sas" or "ticket"').optional(),
});

/** Links that download without a header. */
export const downloadRoutes: Route[] = [
  defineEntityRoute({
    method: 'post',
    path: '/download-links',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'download-link',
    body: linkRequest,
    async handle(context, _query, body) {
      const { req, res, services, caller, entityRef, signal } = context;
      res.set('Referrer-Policy', 'no-referrer');
      // Each of them is looked up, and put on record.
      const { length } = body.paths;
      await services.limits.admit(toLimitedCaller(caller), 'read', length);
      const links = await services.downloads.create({
        caller,
        request: { entityRef, ...body },
        crossSite: isCrossSite(req),
        signal,
      });
      res.json({ links });
    },
  }),
  defineLinkRoute({
    method: 'get',
    path: '/v1/downloads/:ticket',
    permission: 'link',
    audited: true,
    rateClass: 'read',
    operation: 'content',
    async handle(context) {
      const { req, res, services, origin, ticket } = context;
      const { downloads, limits } = services;
      res.set('Referrer-Policy', 'no-referrer');
      // While the link is still good, and nobody knows whose it is.
      await limits.admitAddress(origin, 'read');
      // Express has HEAD go here too, and a link works only once.
      if (req.method !== 'GET') {
        throw downloads.refuse(ticket, origin);
      }
      const { caller, entityRef, ...link } = await downloads.redeem(ticket, {
        origin,
        crossSite: isCrossSite(req),
      });
      await limits.admit(toLimitedCaller(caller), 'read');
      const { location, path: blobPath, etag: onlyVersion } = link;
      await withSession(
        { ...context, caller, entityRef },
        { location, action: 'read', operation: 'content', path: blobPath },
        async (session, signal) => ({
          outcome: await sendContent({
            session,
            path: blobPath,
            req,
            res,
            signal,
            onlyVersion,
          }),
        }),
      );
    },
  }),
];

/** As the browser says; what is no browser says nothing. */
function isCrossSite(req: Request): boolean {
  return req.headers['sec-fetch-site'] === 'cross-site';
}
