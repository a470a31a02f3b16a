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

import { Turns } from './Turns';

describe('Turns', () => {
  it('should let so many work at a time, in order, and go on after a failure', async () => {
    const turns = new Turns(2);
    const started: number[] = [];
    const ends: Array<(error?: Error) => void> = [];
    const works = [0, 1, 2, 3].map(id =>
      turns
        .take(() => {
          started.push(id);
          return new Promise<void>((resolve, reject) => {
            ends[id] = error => (error ? reject(error) : resolve());
          });
        })
        .catch((error: Error) => error.message),
    );
    const settle = () => new Promise(resolve => setImmediate(resolve));

    await settle();
    expect(started).toEqual([0, 1]);
    ends[1](new Error('lost'));
    await settle();
    expect(started).toEqual([0, 1, 2]);
    ends[0]();
    ends[2]();
    await settle();
    expect(started).toEqual([0, 1, 2, 3]);
    ends[3]();
    await expect(Promise.all(works)).resolves.toEqual([
      undefined,
      'lost',
      undefined,
      undefined,
    ]);
  });
});
