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
import { takeAssertion } from './readCaller';

describe('takeAssertion', () => {
  it('T7: should leave nothing of the token for whoever sees the request next', () => {
    const req = {
      headers: {
        authorization: 'Bearer backstage',
        'backstage-azure-blob-authorization': 'Bearer canary',
      },
      rawHeaders: [
        'Authorization',
        'Bearer backstage',
        'BACKSTAGE-Azure-Blob-Authorization',
        'Bearer canary',
        'backstage-azure-blob-authorization',
        'Bearer canary-2',
      ],
    } as unknown as Request;
    expect(takeAssertion(req)).toBe('Bearer canary');
    expect(JSON.stringify(req)).not.toContain('canary');
    expect(req.headers).toEqual({ authorization: 'Bearer backstage' });
    expect(req.rawHeaders.slice(0, 2)).toEqual([
      'Authorization',
      'Bearer backstage',
    ]);
    expect(takeAssertion(req)).toBeUndefined();
  });
});
