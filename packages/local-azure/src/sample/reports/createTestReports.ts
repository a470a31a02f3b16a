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

import { ReportedTest, readJunit, unescapeXml } from './readJunit';

/** The same test results in other formats, by the extension of their file. */
export function createTestReports(junit: string): Map<string, string> {
  const tests = readJunit(junit);
  return new Map([
    ['trx', createTrx(tests)],
    ['csv', createTable(tests, ',')],
    ['tsv', createTable(tests, '\t')],
  ]);
}

function createTrx(tests: ReportedTest[]): string {
  const outcomes = {
    passed: 'Passed',
    failed: 'Failed',
    skipped: 'NotExecuted',
  };
  const results = tests.map(({ name, seconds, outcome, message }, index) => {
    const [said, ...stack] = message.split('\n    at ');
    const output = message
      ? `<Output><ErrorInfo><Message>${said}</Message><StackTrace>${stack
          .map(line => `at ${line}`)
          .join('\n')}</StackTrace></ErrorInfo></Output>`
      : '';
    const time = new Date(seconds * 1000).toISOString().slice(11, -1);
    return `    <UnitTestResult testId="${index}" testName="${name}" duration="${time}" outcome="${outcomes[outcome]}">${output}</UnitTestResult>`;
  });
  const definitions = tests.map(
    ({ suite, name }, index) =>
      `    <UnitTest id="${index}" name="${name}"><TestMethod className="${suite}" name="${name}" /></UnitTest>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>
${results.join('\n')}
  </Results>
  <TestDefinitions>
${definitions.join('\n')}
  </TestDefinitions>
</TestRun>
`;
}

function createTable(tests: ReportedTest[], separator: string): string {
  const rows = tests.map(({ suite, name, outcome, seconds }) => [
    unescapeXml(suite),
    unescapeXml(name),
    outcome,
    seconds.toFixed(3),
  ]);
  return [['Suite', 'Test', 'Outcome', 'Seconds'], ...rows]
    .map(row => `${row.map(cell => quote(cell)).join(separator)}\r\n`)
    .join('');
}

function quote(cell: string): string {
  return /["\t,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
