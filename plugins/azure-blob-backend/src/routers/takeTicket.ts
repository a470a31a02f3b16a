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

const DOWNLOADS = '/v1/downloads/';
/** Stands for a ticket in the URL, for the routes and for all that is logged. */
const PLACEHOLDER = '-';

/**
 * Takes the ticket of a download link out of a request. Backstage logs the URL
 * at the end of each request, and repeats it in errors, where a ticket that was
 * refused may still be good for somebody else.
 */
export function takeTicket(req: Request): string | undefined {
  const { path } = req;
  if (!path.startsWith(DOWNLOADS) || path === DOWNLOADS) {
    return undefined;
  }
  const query = /\?.*$/s.exec(req.url)?.[0] ?? '';
  req.url = `${DOWNLOADS}${PLACEHOLDER}${query}`;
  req.originalUrl = `${req.baseUrl}${req.url}`;
  return path.slice(DOWNLOADS.length);
}
