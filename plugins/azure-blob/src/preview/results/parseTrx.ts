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

const SKIPPED = ['NotExecuted', 'Inconclusive', 'NotRunnable', 'Pending'];
const PASSED = ['Passed', 'PassedButRunAborted', 'Completed', 'Warning'];

/** Reads the tests of a report of Visual Studio. */
export function* parseTrx(text: string): Sliced<TestCase[]> {
  const tests: { id: string; test: TestCase }[] = [];
  const classes = new Map<string, string>();
  let definition: string | undefined;
  let test: TestCase | undefined;
  let pieces: string[] | undefined;
  yield* parseXml(text, {
    open({ name, attributes }) {
      if (name === 'UnitTestResult') {
        test = {
          name: attributes.get('testName') ?? '',
          suite: '',
          outcome: toOutcome(attributes.get('outcome')),
          seconds: readDuration(attributes.get('duration')),
        };
        tests.push({ id: attributes.get('testId') ?? '', test });
      } else if (name === 'UnitTest') {
        definition = attributes.get('id');
      } else if (name === 'TestMethod' && definition !== undefined) {
        classes.set(definition, attributes.get('className') ?? '');
      } else if (test && (name === 'Message' || name === 'StackTrace')) {
        pieces = [];
      }
    },
    text(piece) {
      pieces?.push(piece);
    },
    close(name) {
      if (name === 'UnitTestResult') {
        test = undefined;
      } else if (test && pieces && name === 'Message') {
        test.message = pieces.join('').trim();
        pieces = undefined;
      } else if (test && pieces && name === 'StackTrace') {
        test.details = pieces.join('').trim();
        pieces = undefined;
      }
    },
  });
  return tests.map(({ id, test: found }) => ({
    ...found,
    suite: (classes.get(id) ?? '').split(',')[0],
  }));
}

function toOutcome(outcome = 'Passed'): TestOutcome {
  if (SKIPPED.includes(outcome)) {
    return 'skipped';
  }
  return PASSED.includes(outcome) ? 'passed' : 'failed';
}

function readDuration(duration: string | undefined): number | undefined {
  const found = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(
    duration ?? '',
  );
  if (!found) {
    return undefined;
  }
  const [days = '0', hours, minutes, seconds] = found.slice(1);
  return (
    Number(days) * 86_400 +
    Number(hours) * 3600 +
    Number(minutes) * 60 +
    Number(seconds)
  );
}
