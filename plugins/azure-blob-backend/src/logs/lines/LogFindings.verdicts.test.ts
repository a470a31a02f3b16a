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

import {
  AzureBlobLogVerdict,
  readLogVerdict,
} from 'backstage-plugin-azure-blob-common';
import { removeTime } from './readTime';
import { isCandidate } from './ByteScan';
import { toVisibleText } from './toVisibleText';

const LINES: Array<[line: string, verdict: AzureBlobLogVerdict | undefined]> = [
  // GitHub Actions and Azure Pipelines
  ['##[error]Process completed with exit code 1.', 'error'],
  ['2026-11-21T10:00:00.1234567Z ##[error]No test found', 'error'],
  ['2026-11-21T10:00:00.1234567Z ##[warning]Node.js 16 is old', 'warning'],
  ['::error file=a.ts,line=1::Missing semicolon', 'error'],
  ['::error::It broke', 'error'],
  ['::warning file=a.ts::Unused', 'warning'],
  ['##[group]Run npm test || echo "ERROR: no"', undefined],
  ['##[command]/usr/bin/grep -c ERROR build.log', undefined],
  ['##[debug]....=> error: none so far', undefined],
  ['::notice::ERROR pages are ready', undefined],
  // Levels
  ['time="2026-11-22" level=fatal msg="no database"', 'error'],
  ['{"level":"fatal","msg":"no database"}', 'error'],
  ['[fatal] no database', 'error'],
  ['app.cs(1,2): fatal E1001', 'error'],
  // GitLab, Jenkins
  ['\u001b[31;1mERROR: Job failed: exit code 1', 'error'],
  ['\u001b[0;33mWARNING: Failed to pull image', 'warning'],
  ['ERROR: script returned exit code 2', 'error'],
  ['[2026-11-21T10:00:00.000Z] + npm run lint --fail-on-error', undefined],
  ['Finished: FAILURE', 'error'],
  ['Finished: SUCCESS', undefined],
  // Maven and Gradle
  ['[ERROR] COMPILATION ERROR : ', 'error'],
  ['[INFO] BUILD FAILURE', 'error'],
  ['[WARNING] Using platform encoding', 'warning'],
  ['[ERROR] Tests run: 3, Failures: 1, Errors: 0', 'error'],
  ['[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0', undefined],
  ['> Task :compileJava FAILED', 'error'],
  ['BUILD FAILED in 3s', 'error'],
  ['FAILURE: Build failed with an exception.', 'error'],
  ['warning: [options] bootstrap class path not set', 'warning'],
  ['Exception in thread "main" java.lang.Error', 'error'],
  ['java.lang.NullPointerException: name is null', 'error'],
  ['    at com.acme.ErrorHandler.handle(ErrorHandler.java:3)', undefined],
  // npm, yarn, jest, ESLint, TypeScript
  ['npm ERR! code ELIFECYCLE', 'error'],
  ['npm error code E404', 'error'],
  ['npm warn deprecated inflight@1.0.6', 'warning'],
  ['npm WARN old lockfile', 'warning'],
  ['error Command failed with exit code 1.', 'error'],
  ['warning package.json: No license field', 'warning'],
  ['FAIL src/components/App.test.tsx', 'error'],
  [
    '\u001b[0m\u001b[7m\u001b[1m\u001b[31m FAIL \u001b[39m src/a.test.ts',
    'error',
  ],
  ['PASS src/errors.test.ts', undefined],
  ['  12:5  error  Unexpected var  no-var', 'error'],
  ['  13:1  warning  Missing return  jsdoc/require', 'warning'],
  ["src/a.ts(3,5): error TS2322: Type 'a'", 'error'],
  ["src/a.ts:3:5 - error TS2322: Type 'a'", 'error'],
  ['Found 0 errors. Watching for file changes.', undefined],
  ['✖ 3 problems (0 errors, 3 warnings)', undefined],
  ['(node:12) DeprecationWarning: punycode', 'warning'],
  ['TypeError: Cannot read properties of undefined', 'error'],
  ['    TypeError: x is not a function', 'error'],
  ['created dist/ErrorBoundary.js in 1s', undefined],
  ['  ✓ throws an error when empty (3 ms)', undefined],
  ['Tests: 0 failed, 12 passed', undefined],
  // Python, Go, Rust, C, .NET, git, Docker
  ['Traceback (most recent call last):', 'error'],
  ["ModuleNotFoundError: No module named 'x'", 'error'],
  ['test_a.py::test_error PASSED', undefined],
  ['test_a.py::test_b FAILED', 'error'],
  ['panic: runtime error: index out of range', 'error'],
  ["don't panic: all is well".replace('panic:', 'panic'), undefined],
  ['--- FAIL: TestSum (0.00s)', 'error'],
  ['exit status 1', 'error'],
  ['error[E0308]: mismatched types', 'error'],
  ['warning: unused variable: `x`', 'warning'],
  ['main.c:3:5: error: expected expression', 'error'],
  ['main.c:3:5: warning: implicit declaration', 'warning'],
  ['main.c:1:10: fatal error: x.h: No such file', 'error'],
  ['Program.cs(3,1): error CS1002: ; expected', 'error'],
  ['Program.cs(3,1): warning CS0168: never used', 'warning'],
  ['    0 Warning(s)', undefined],
  ['    0 Error(s)', undefined],
  ['fatal: not a git repository', 'error'],
  ['Error response from daemon: no such image', undefined],
  ['Error: No such container: x', 'error'],
  ['exited with code 137', 'error'],
  ['web_1 exited with code 0', undefined],
  ['Process exited with status 3', 'error'],
  ['exit code: 0', undefined],
  ['exit code: 10', 'error'],
  // Logs of applications
  ['2026-11-21 10:00:00,000 ERROR [main] c.a.App - down', 'error'],
  ['10:00:00 WARN  c.a.App - slow', 'warning'],
  ['time="2026-11-21T10:00:00Z" level=error msg="x"', 'error'],
  ['{"level":"warn","msg":"x"}', 'warning'],
  ['{"level":"info","error":null}', undefined],
  ['error: 0, warning: 0', undefined],
  ['errors: 0', undefined],
  ['0 errors, 2 warnings', undefined],
  ['no errors', undefined],
  ['FAILED: 0', undefined],
  ['0 FAILED', undefined],
  ['ERROR=0', undefined],
  ['LOG_LEVEL=ERROR', undefined],
  ['ON_ERROR_STOP is set', undefined],
  ['continue-on-error: true', undefined],
  ['reading src/errors.ts', undefined],
  ['cp ERROR.md docs/', undefined],
  ['software forward toward', undefined],
  ['', undefined],
];

describe('LogFindings', () => {
  it.each(LINES)('should read %j as %s', (line, verdict) => {
    expect(readLogVerdict(removeTime(toVisibleText(line)))).toBe(verdict);
    // The scan hands no other lines to it.
    expect(!verdict || isCandidate(Buffer.from(line))).toBe(true);
  });

  it('C11: should take linear time for heads of lines, and longer ones', () => {
    const parts = ['#', 'error', '0', '\u001b[', 'error ', 'a.', 'ERROR', ' '];
    for (const part of parts.concat(
      'warning: ',
      'exit ',
      'level=',
      'Exception',
    )) {
      const line = part.repeat((64 * 8_192) / part.length);
      const start = performance.now();
      readLogVerdict(removeTime(toVisibleText(line)));
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
