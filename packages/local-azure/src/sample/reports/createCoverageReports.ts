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

/** The coverage of a file, line by line. */
interface CoveredFile {
  path: string;
  hits: Array<[line: string, count: string]>;
}

/** What an LCOV report says, as Cobertura and as a badge. */
export function createCoverageReports(lcov: string): Map<string, string> {
  const files = readLcov(lcov);
  const hits = files.flatMap(file => file.hits);
  const rate = rateOf(hits);
  return new Map([
    ['reports/cobertura.xml', createCobertura(files, rate)],
    ['reports/coverage.svg', createBadge(rate)],
  ]);
}

function readLcov(lcov: string): CoveredFile[] {
  return lcov
    .split('end_of_record')
    .filter(record => record.includes('SF:'))
    .map(record => ({
      path: /^SF:(.*)$/m.exec(record)?.[1] ?? '',
      hits: Array.from(record.matchAll(/^DA:(\d+),(\d+)/gm), found => [
        found[1],
        found[2],
      ]),
    }));
}

function rateOf(hits: CoveredFile['hits']): number {
  const covered = hits.filter(([, count]) => count !== '0');
  return hits.length === 0 ? 1 : covered.length / hits.length;
}

function createCobertura(files: CoveredFile[], rate: number): string {
  const classes = files.map(({ path, hits }) => {
    const lines = hits.map(
      ([line, count]) => `          <line number="${line}" hits="${count}" />`,
    );
    return `      <class name="${path}" filename="${path}" line-rate="${rateOf(
      hits,
    ).toFixed(4)}">
        <methods />
        <lines>
${lines.join('\n')}
        </lines>
      </class>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<coverage line-rate="${rate.toFixed(4)}" branch-rate="1" version="1">
  <packages>
    <package name="src" line-rate="${rate.toFixed(4)}"><classes>
${classes.join('\n')}
    </classes></package>
  </packages>
</coverage>
`;
}

function createBadge(rate: number): string {
  const percent = `${Math.floor(rate * 100)} %`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="24" role="img">
  <title>coverage: ${percent}</title>
  <rect width="132" height="24" rx="4" fill="#3d444d"/>
  <rect x="78" width="54" height="24" rx="4" fill="#1a7f37"/>
  <g fill="#fff" font-family="sans-serif" font-size="12">
    <text x="12" y="16">coverage</text>
    <text x="90" y="16">${percent}</text>
  </g>
</svg>
`;
}
