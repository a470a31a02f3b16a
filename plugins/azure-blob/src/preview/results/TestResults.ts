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

/** How a test ended. */
export type TestOutcome = 'failed' | 'skipped' | 'passed';

/** One test of a report. */
export interface TestCase {
  name: string;
  suite: string;
  outcome: TestOutcome;
  /** Absent where the report does not tell. */
  seconds?: number;
  message?: string;
  /** Such as the stack of an exception. */
  details?: string;
}

const ORDER: TestOutcome[] = ['failed', 'skipped', 'passed'];

/** Failed tests first, and slow ones before quick ones. */
export function sortTests(tests: TestCase[]): TestCase[] {
  return [...tests].sort(
    (a, b) =>
      ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) ||
      (b.seconds ?? 0) - (a.seconds ?? 0),
  );
}

/** How many tests ended how, and how long they took. */
export function sumTests(tests: TestCase[]): {
  counts: Record<TestOutcome, number>;
  seconds: number;
} {
  const counts = { failed: 0, skipped: 0, passed: 0 };
  let sum = 0;
  for (const { outcome, seconds = 0 } of tests) {
    counts[outcome] += 1;
    sum += seconds;
  }
  return { counts, seconds: sum };
}
