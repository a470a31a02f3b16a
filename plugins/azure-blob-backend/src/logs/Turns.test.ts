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

  it('should pass over who holds as many as one may', async () => {
    const turns = new Turns(3, 2);
    const started: string[] = [];
    const ends: Record<string, () => void> = {};
    const works = ['a1', 'a2', 'a3', 'b1', 'a4', 'b2'].map(name =>
      turns.take(async () => {
        started.push(name);
        await new Promise<void>(resolve => {
          ends[name] = resolve;
        });
      }, name[0]),
    );
    const settle = () => new Promise(resolve => setImmediate(resolve));

    await settle();
    expect(started).toEqual(['a1', 'a2', 'b1']);
    ends.b1();
    await settle();
    expect(started.slice(3)).toEqual(['b2']);
    ends.a1();
    await settle();
    expect(started.slice(4)).toEqual(['a3']);
    ends.b2();
    await settle();
    expect(started.slice(5)).toEqual([]);
    ends.a2();
    await settle();
    expect(started.slice(5)).toEqual(['a4']);
    ends.a3();
    ends.a4();
    await Promise.all(works);
  });
});
