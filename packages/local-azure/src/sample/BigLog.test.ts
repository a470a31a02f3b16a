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

import { BigLog } from './BigLog';

it('should have each line where its number says, and no other bytes', () => {
  const words = new Map([
    [1, 'first'],
    [120_500, 'in the middle'],
  ]);
  const log = BigLog.create(20_000_000, words);
  const bytes = Buffer.concat([...log.blocks(7_919)]);
  expect(bytes).toHaveLength(log.size);

  const lines = bytes.toString('latin1').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(log.lines);
  expect(new Set(lines).size).toBe(log.lines);
  for (const line of [1, 99_500, 120_500, log.lines]) {
    expect(lines[line - 1]).toBe(log.getLine(line));
    expect(bytes.indexOf(log.getLine(line), 0, 'latin1')).toBe(
      log.offsetOf(line),
    );
  }
  expect(lines.filter(line => line.includes('ERROR'))).toEqual([
    log.getLine(99_500),
  ]);
  expect(lines[0]).toMatch(/first$/);
});
