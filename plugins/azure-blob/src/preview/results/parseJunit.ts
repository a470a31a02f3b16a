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

import { Sliced } from '../open';
import { parseXml } from '../xml/parseXml';
import { TestCase, TestOutcome } from './TestResults';

const OUTCOMES: Record<string, TestOutcome> = {
  error: 'failed',
  failure: 'failed',
  skipped: 'skipped',
};

/** Reads the tests of a JUnit report. */
export function* parseJunit(text: string): Sliced<TestCase[]> {
  const tests: TestCase[] = [];
  const suites: string[] = [];
  let test: TestCase | undefined;
  let pieces: string[] | undefined;
  yield* parseXml(text, {
    open({ name, attributes }) {
      if (name === 'testsuite') {
        suites.push(attributes.get('name') ?? '');
      } else if (name === 'testcase') {
        test = {
          name: attributes.get('name') ?? '',
          suite: attributes.get('classname') || suites[suites.length - 1] || '',
          outcome: 'passed',
          seconds: readSeconds(attributes.get('time')),
        };
        tests.push(test);
      } else if (test && Object.hasOwn(OUTCOMES, name)) {
        test.outcome = OUTCOMES[name];
        test.message ??= attributes.get('message');
        pieces = [];
      }
    },
    text(piece) {
      pieces?.push(piece);
    },
    close(name) {
      if (name === 'testsuite') {
        suites.pop();
      } else if (name === 'testcase') {
        test = undefined;
      } else if (test && pieces && Object.hasOwn(OUTCOMES, name)) {
        const details = pieces.join('').trim();
        test.details = [test.details, details].filter(Boolean).join('\n\n');
        pieces = undefined;
      }
    },
  });
  return tests;
}

/** Some tools group the digits. */
function readSeconds(time: string | undefined): number | undefined {
  const seconds = Number(time?.replaceAll(',', ''));
  return Number.isFinite(seconds) ? seconds : undefined;
}
