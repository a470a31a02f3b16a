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
import { hideSearch } from './hideSearch';

const API = '/api/azure-blob';
const ENTITY = '/v1/entities/component/default/pay';

function createRequest(url: string): Request {
  return Object.assign(Object.create(express.request), {
    originalUrl: `${API}${url}`,
    url,
  });
}

describe('hideSearch', () => {
  it.each(['log', 'logs'])('should leave nothing to log of %s/search', name => {
    const url = `${ENTITY}/${name}/search?q=secret?\n`;
    const req = createRequest(url);
    hideSearch(req);
    expect(req.originalUrl).toBe(`${API}${ENTITY}/${name}/search`);
    expect(req.url).toBe(url);
  });

  it('should leave all others as they are', () => {
    const req = createRequest(`${ENTITY}/log?path=/log/search`);
    hideSearch(req);
    expect(req.originalUrl).toBe(`${API}${req.url}`);
  });
});
