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

import express, { Request } from 'express';
import { redact } from './redact';
import { takeTicket } from './takeTicket';

const TICKET = `${'a'.repeat(22)}.${'b'.repeat(43)}`;
const API = '/api/azure-blob';

function createRequest(url: string): Request {
  return Object.assign(Object.create(express.request), {
    baseUrl: API,
    originalUrl: `${API}${url}`,
    url,
  });
}

describe('takeTicket', () => {
  it.each([
    [`/v1/downloads/${TICKET}`, TICKET, '/v1/downloads/-'],
    [`/v1/downloads/${TICKET}?a=?b`, TICKET, '/v1/downloads/-?a=?b'],
    [`/v1/downloads/${TICKET}/`, `${TICKET}/`, '/v1/downloads/-'],
    [`/v1/downloads//${TICKET}`, `/${TICKET}`, '/v1/downloads/-'],
    [`http://portal/v1/downloads/${TICKET}`, TICKET, '/v1/downloads/-'],
  ])('T12: should leave nothing of it in %s', (url, ticket, left) => {
    const req = createRequest(url);
    expect(takeTicket(req)).toBe(ticket);
    expect(req.url).toBe(left);
    expect(req.originalUrl).toBe(`${API}${left}`);
    expect(req.path).toBe('/v1/downloads/-');
  });

  it.each([
    '/v1/downloads/',
    '/v1/downloads',
    '/v1/locks?a=/v1/downloads/x',
    '/v1/entities/component/default/v1/downloads/x',
  ])('should leave %s as it is', url => {
    const req = createRequest(url);
    expect(takeTicket(req)).toBeUndefined();
    expect(req).toMatchObject({ url, originalUrl: `${API}${url}` });
  });
});

describe('redact', () => {
  it('T12: should take tickets out, and nothing that only looks similar', () => {
    expect(redact(`GET /v1/downloads/${TICKET} failed`)).toBe(
      'GET /v1/downloads/[ticket] failed',
    );
    for (const text of [`a${TICKET}`, `${TICKET}b`, TICKET.replace('.', '/')]) {
      expect(redact(text)).toBe(text);
    }
  });
});
