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
import { formatSeconds } from './formatSeconds';
import { parseJunit } from './parseJunit';
import { parseTrx } from './parseTrx';
import { sortTests } from './TestResults';

const { signal } = new AbortController();

describe('parseJunit', () => {
  it('should read tests with what they say, failed ones first', async () => {
    const tests = await runSliced(
      parseJunit(`<?xml version="1.0"?>
<testsuites name="jest"><testsuite name="refunds">
  <testcase classname="refund" name="is paid" time="1,000.5"/>
  <testcase name="is refused" time="0.2">
    <failure message="expected 200">at refund.ts:3</failure>
    <failure>at refund.ts:9</failure>
    <system-out>not a message</system-out>
  </testcase>
  <testcase name="breaks"><error message="boom"/></testcase>
  <testcase name="later"><skipped/></testcase>
</testsuite></testsuites>`),
      signal,
    );
    expect(sortTests(tests)).toEqual([
      {
        name: 'is refused',
        suite: 'refunds',
        outcome: 'failed',
        seconds: 0.2,
        message: 'expected 200',
        details: 'at refund.ts:3\n\nat refund.ts:9',
      },
      expect.objectContaining({ name: 'breaks', message: 'boom' }),
      expect.objectContaining({ name: 'later', outcome: 'skipped' }),
      { name: 'is paid', suite: 'refund', outcome: 'passed', seconds: 1000.5 },
    ]);
  });
});

describe('parseTrx', () => {
  it('should read tests with what they say', async () => {
    const tests = await runSliced(
      parseTrx(`<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>
    <UnitTestResult testId="1" testName="Pays" outcome="Passed" duration="00:00:01.5000000"/>
    <UnitTestResult testId="2" testName="Refuses" outcome="Failed" duration="00:01:02">
      <Output><ErrorInfo><Message>no</Message><StackTrace>at A.B()</StackTrace></ErrorInfo></Output>
    </UnitTestResult>
    <UnitTestResult testId="3" testName="Waits" outcome="NotExecuted"/>
  </Results>
  <TestDefinitions>
    <UnitTest id="2"><TestMethod className="Contoso.Refunds, Contoso" name="Refuses"/></UnitTest>
  </TestDefinitions>
</TestRun>`),
      signal,
    );
    expect(tests).toEqual([
      { name: 'Pays', suite: '', outcome: 'passed', seconds: 1.5 },
      {
        name: 'Refuses',
        suite: 'Contoso.Refunds',
        outcome: 'failed',
        seconds: 62,
        message: 'no',
        details: 'at A.B()',
      },
      { name: 'Waits', suite: '', outcome: 'skipped', seconds: undefined },
    ]);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0.0124, '12 ms'],
    [1.55, '1.6 s'],
    [192, '3 m 12 s'],
  ])('should write %d as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});
