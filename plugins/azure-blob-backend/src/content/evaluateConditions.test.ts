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

import { evaluateConditions } from './evaluateConditions';

const etag = '"0x8D"';
const lastModified = '2026-01-02T03:04:05.678Z';
const then = 'Fri, 02 Jan 2026 03:04:05 GMT';
const before = 'Fri, 02 Jan 2026 03:04:04 GMT';

function evaluate(headers: Record<string, string>) {
  return evaluateConditions(headers, { etag, lastModified });
}

describe('evaluateConditions', () => {
  it.each([
    ['proceed', {}],
    ['proceed', { 'if-match': etag }],
    ['proceed', { 'if-match': '*' }],
    ['proceed', { 'if-match': `"other", ${etag}` }],
    ['failed', { 'if-match': '"other"' }],
    ['failed', { 'if-match': `W/${etag}` }],
    ['failed', { 'if-match': 'nonsense' }],
    ['not-modified', { 'if-none-match': etag }],
    ['not-modified', { 'if-none-match': `W/${etag}` }],
    ['not-modified', { 'if-none-match': '*' }],
    ['not-modified', { 'if-none-match': `"a,b", ${etag}` }],
    ['proceed', { 'if-none-match': '"other"' }],
    ['proceed', { 'if-none-match': '"other"', 'if-modified-since': then }],
    ['not-modified', { 'if-modified-since': then }],
    ['proceed', { 'if-modified-since': before }],
    ['proceed', { 'if-modified-since': 'yesterday' }],
    ['proceed', { 'if-unmodified-since': then }],
    ['failed', { 'if-unmodified-since': before }],
    ['proceed', { 'if-match': etag, 'if-unmodified-since': before }],
    ['failed', { 'if-match': '"other"', 'if-none-match': etag }],
  ])('should answer "%s" to %j', (expected, headers) => {
    expect(evaluate(headers as Record<string, string>).result).toBe(expected);
  });

  it.each([
    [true, {}],
    [true, { 'if-range': etag }],
    [true, { 'if-range': then }],
    [false, { 'if-range': `W/${etag}` }],
    [false, { 'if-range': '"other"' }],
    [false, { 'if-range': before }],
    [false, { 'if-range': 'nonsense' }],
  ])('should say %s to a range with %j', (expected, headers) => {
    expect(evaluate(headers as Record<string, string>).useRange).toBe(expected);
  });
});
