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

import * as fc from 'fast-check';
import { parseQuery } from './parseQuery';
import { querySchemas } from './querySchemas';
import { logSchemas } from './routes/logRoutes';
import { runSchemas } from './routes/runRoutes';

const { artifacts, blob } = querySchemas;
const { lines } = logSchemas;
const { runs } = runSchemas;

describe('parseQuery', () => {
  it('should read what it is given, decoded once', () => {
    expect(parseQuery('/x?location=artifacts', runs)).toEqual({
      location: 'artifacts',
      limit: 25,
    });
    expect(parseQuery('/x?location=a&path=', artifacts)).toEqual({
      location: 'a',
      path: '',
      limit: 200,
    });
    expect(
      parseQuery('/x?location=a&path=a+b%2Bc%252e/%E6%BC%A2?', blob),
    ).toEqual({ location: 'a', path: 'a b+c%2e/漢?' });
    expect(
      parseQuery('/x?location=a&path=p&at=0&revision=0x8D', lines),
    ).toEqual({
      location: 'a',
      path: 'p',
      count: 500,
      revision: '0x8D',
      position: { at: 0 },
    });
  });

  it('should hand over whatever a client encodes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
        path => {
          const query = new URLSearchParams({ location: 'a', path });
          expect(parseQuery(`/x?${query}`, blob).path).toBe(path);
        },
      ),
    );
  });

  it.each([
    ['"location" is missing', '', blob],
    ['"path" is missing', 'location=a', blob],
    ['"path" is empty', 'location=a&path=', blob],
    ['"path" is empty', 'location=a&path', blob],
    ['"path" is given more than once', 'location=a&path=a&path=b', blob],
    ['"path" is given more than once', 'location=a&path=a&p%61th=b', blob],
    ['"path[]" is not known here', 'location=a&path=a&path[]=b', blob],
    ['"Path" is not known here', 'location=a&path=a&Path=b', blob],
    ['"snapshot" is not known here', 'location=a&path=a&snapshot=1', blob],
    ['"__proto__" is not known here', 'location=a&path=a&__proto__=1', blob],
    ['"path" is not percent-encoded UTF-8', 'location=a&path=%ff', blob],
    ['"path" is not percent-encoded UTF-8', 'location=a&path=%', blob],
    ['"path" is not percent-encoded UTF-8', 'location=a&path=%c0%ae', blob],
    ['"location" must be the id of a location', 'location=a/b&path=a', blob],
    [
      '"limit" must be a whole number from 1 to 100',
      'location=a&limit=0',
      runs,
    ],
    ['"limit" must be a whole number', 'location=a&limit=101', runs],
    ['"limit" must be a whole number', 'location=a&limit=1e1', runs],
    ['"limit" must be a whole number', 'location=a&limit=-1', runs],
    ['"limit" must be a whole number', 'location=a&limit=', runs],
    ['"cursor" is empty', 'location=a&cursor=', runs],
    ['"text" has a control', 'location=a&text=a%00', runs],
    ['"branch" has a control', 'location=a&branch=%0a', runs],
    ['"branch" is longer than', `location=a&branch=${'x'.repeat(257)}`, runs],
    ['"status" must be', 'location=a&status=Failed', runs],
    ['"since" must be a time', 'location=a&since=2026', runs],
    ['"since" must be a time', 'location=a&since=0000-01-01T00:00:00Z', runs],
    ['"until" must be', 'location=a&until=2026-01-01T00:00:00%2B01:00', runs],
    ['"from" or "at" must be given', 'location=a&path=p', lines],
    ['and not both', 'location=a&path=p&from=1&at=1', lines],
    ['"from" must be a whole number', 'location=a&path=p&from=0', lines],
    ['"count" must be a whole', 'location=a&path=p&from=1&count=5001', lines],
    ['"revision" must be the', 'location=a&path=p&from=1&revision=*', lines],
    ['"revision" must be the', 'location=a&path=p&from=1&revision="', lines],
    ['The query is longer', `location=a&path=${'x'.repeat(9_000)}`, blob],
    ['"path" is longer than', `location=a&path=${'x'.repeat(5_000)}`, blob],
  ])('should say that %s for "%s"', (message, query, schema) => {
    expect(() => parseQuery(`/x?${query}`, schema)).toThrow(
      expect.objectContaining({
        code: 'InvalidRequest',
        message: expect.stringContaining(message),
      }),
    );
  });
});
