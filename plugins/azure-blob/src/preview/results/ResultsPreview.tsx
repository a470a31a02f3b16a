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

import { PreviewFile, runSliced } from '../open';
import { ParsedPreview } from '../frame';
import { parseJunit } from './parseJunit';
import { parseTrx } from './parseTrx';
import { sortTests } from './TestResults';
import { TestResultsView } from './TestResultsView';

/** The tests of a JUnit report. */
export function JunitPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="junit" parse={readJunit}>
      {tests => <TestResultsView tests={tests} name={file.name} />}
    </ParsedPreview>
  );
}

/** The tests of a report of Visual Studio. */
export function TrxPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="trx" parse={readTrx}>
      {tests => <TestResultsView tests={tests} name={file.name} />}
    </ParsedPreview>
  );
}

async function readJunit(text: string, signal: AbortSignal) {
  return sortTests(await runSliced(parseJunit(text), signal));
}

async function readTrx(text: string, signal: AbortSignal) {
  return sortTests(await runSliced(parseTrx(text), signal));
}
