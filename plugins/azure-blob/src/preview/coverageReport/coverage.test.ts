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

import { runSliced } from '../open';
import { percentOf, sortFiles, sumCoverage } from './Coverage';
import { parseCobertura } from './parseCobertura';
import { parseLcov } from './parseLcov';

const { signal } = new AbortController();

describe('parseCobertura', () => {
  it('should count each line of a file once', async () => {
    const [pay, refund] = await runSliced(
      parseCobertura(`<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5"><packages><package><classes>
  <class filename="src/pay.ts">
    <methods>
      <method name="a"><lines><line number="1" hits="2"/></lines></method>
      <method name="b"><lines><line number="2" hits="0"/></lines></method>
    </methods>
    <lines>
      <line number="1" hits="2" branch="true" condition-coverage="50% (1/2)"/>
      <line number="2" hits="0"/>
    </lines>
  </class>
  <class filename="src/pay.ts"><lines><line number="2" hits="1"/></lines></class>
  <class filename="src/refund.ts"><lines><line number="1" hits="0"/></lines></class>
</classes></package></packages></coverage>`),
      signal,
    );
    expect(pay).toEqual({
      path: 'src/pay.ts',
      lines: { covered: 2, total: 2 },
      branches: { covered: 1, total: 2 },
      functions: { covered: 1, total: 2 },
    });
    expect(refund.lines).toEqual({ covered: 0, total: 1 });
    expect(sumCoverage([pay, refund], 'lines')).toEqual({
      covered: 2,
      total: 3,
    });
    expect(sortFiles([pay, refund])).toEqual([refund, pay]);
  });
});

describe('parseLcov', () => {
  it('should take the counts of the file, and count where it has none', async () => {
    const files = await runSliced(
      parseLcov(
        'TN:\nSF:a.ts\nFNF:2\nFNH:1\nDA:1,1\nLF:10\nLH:7\nBRF:4\nBRH:3\nend_of_record\r\n' +
          'SF:b.ts\nDA:1,0\nDA:2,5\nend_of_record\n',
      ),
      signal,
    );
    expect(files).toEqual([
      {
        path: 'a.ts',
        lines: { covered: 7, total: 10 },
        branches: { covered: 3, total: 4 },
        functions: { covered: 1, total: 2 },
      },
      {
        path: 'b.ts',
        lines: { covered: 1, total: 2 },
        branches: { covered: 0, total: 0 },
        functions: { covered: 0, total: 0 },
      },
    ]);
  });

  it('should say where it is no tracefile', async () => {
    await expect(runSliced(parseLcov('hello'), signal)).rejects.toMatchObject({
      code: 'corrupt',
    });
  });
});

describe('percentOf', () => {
  it('should call nothing covered as a whole', () => {
    expect(percentOf({ covered: 0, total: 0 })).toBe(100);
    expect(percentOf({ covered: 1, total: 4 })).toBe(25);
  });
});
