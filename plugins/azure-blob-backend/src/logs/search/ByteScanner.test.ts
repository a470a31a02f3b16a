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
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { BytePattern, ByteScanner, ByteSlot } from './ByteScanner';

const byte = fc.constantFrom(0x0a, 0x1b, 0x41, 0x42, 0x61, 0x62, 0xc2, 0xff, 0);
const slot = fc.tuple(byte, byte, fc.constantFrom<0 | 255>(0, 0, 255));

function isIn(value: number, [one, other, any]: ByteSlot): boolean {
  const isUncertain = value === 0x1b || value >= 0x80;
  return any === 255 || value === one || value === other || isUncertain;
}

function findSlowly(bytes: number[], at: number, pattern: BytePattern): number {
  return bytes.findIndex((value, index) => {
    const second = bytes[index + 1] ?? 0;
    const third = bytes[index + 2] ?? 0;
    const isOpen = second === 0x1b || second >= 0x80;
    return (
      index >= at &&
      pattern.first.includes(value) &&
      isIn(second, pattern.second) &&
      (isOpen || isIn(third, pattern.third))
    );
  });
}

describe('ByteScanner', () => {
  const scanner = ByteScanner.create();

  it('should find and count as one byte after the other does', () => {
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 80, size: 'max' }),
        fc.record({
          first: fc.tuple(byte, byte, byte),
          second: slot,
          third: slot,
        }),
        fc.nat(80),
        fc.nat(80),
        (bytes, pattern, one, other) => {
          scanner.load(Uint8Array.from(bytes));
          const at = Math.min(one, bytes.length);
          const end = Math.min(other, bytes.length);
          expect(scanner.find(at, pattern)).toBe(
            findSlowly(bytes, at, pattern),
          );
          expect(scanner.count(at, end, 0x0a)).toBe(
            bytes.slice(at, end).filter(value => value === 0x0a).length,
          );
        },
      ),
      propertyRuns(),
    );
  });

  it('should see nothing of what was loaded before', () => {
    scanner.load(Buffer.from('ab'.repeat(100)));
    scanner.load(Buffer.from('ab'));
    const any = [0, 0, 255] as const;
    const pattern = { first: [97, 97, 97], second: any, third: any } as const;
    expect(scanner.find(0, pattern)).toBe(0);
    expect(scanner.find(1, pattern)).toBe(-1);
    expect(scanner.capacity).toBeGreaterThan(2 * 1024 * 1024 - 64);
  });
});
