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

import { gzipSync } from 'node:zlib';
import { createPdf } from './packages/createPdf';
import { createCoverageReports } from './reports/createCoverageReports';
import { createTestReports } from './reports/createTestReports';
import { SampleFile, hash } from './sampleFiles';
import { createSboms } from './sbom/createSboms';
import { readLockedPackages } from './sbom/readLockedPackages';

/**
 * Makes of the files that the tools wrote those that other tools would have
 * written, so that there is one of each kind that a portal shows.
 */
export async function deriveSampleFiles(
  files: Map<string, SampleFile>,
): Promise<Map<string, SampleFile>> {
  const derived = new Map<string, string | Buffer>();
  const read = (path: string) => {
    const file = files.get(`artifacts/${path}`);
    if (!file) {
      throw new Error(`"${path}" is missing from the sample data`);
    }
    return file.content;
  };
  for (const outcome of ['', '-failed']) {
    const junit = read(`reports/junit${outcome}.xml`);
    for (const [kind, text] of createTestReports(junit.toString())) {
      derived.set(`reports/tests${outcome}.${kind}`, text);
    }
    derived.set(`reports/junit${outcome}.xml.gz`, gzipSync(junit));
  }
  const lcov = read('reports/coverage/lcov.info').toString();
  for (const [path, text] of createCoverageReports(lcov)) {
    derived.set(path, text);
  }
  derived.set('reports/warnings.txt', '');
  derived.set(
    'docs/readme.pdf',
    createPdf('README', read('README.md').toString()),
  );
  for (const [path, text] of createSboms(await readLockedPackages())) {
    derived.set(path, text);
  }
  return new Map([
    ...files,
    ...Array.from(derived, ([path, given]): [string, SampleFile] => {
      const content = Buffer.from(given);
      return [
        `artifacts/${path}`,
        { content, sha256: hash(content), isDerived: true },
      ];
    }),
  ]);
}
