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

/** A test of a JUnit report; texts as they stand in XML, escaped. */
export interface ReportedTest {
  suite: string;
  name: string;
  seconds: number;
  outcome: 'passed' | 'failed' | 'skipped';
  /** What a failed one says. */
  message: string;
}

/** Reads the report that jest-junit wrote, which is the only one here. */
export function readJunit(xml: string): ReportedTest[] {
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)" time="([^"]*)">([^]*?)<\/testcase>/g,
  );
  return Array.from(cases, ([, suite, name, time, body]) => {
    const failure = /<failure>([^]*?)<\/failure>/.exec(body);
    const unfinished = body.includes('<skipped') ? 'skipped' : 'passed';
    return {
      suite,
      name,
      seconds: Number(time),
      outcome: failure ? 'failed' : unfinished,
      message: failure?.[1] ?? '',
    };
  });
}

/** What a text of XML means. */
export function unescapeXml(text: string): string {
  const names: Record<string, string> = {
    amp: '&',
    apos: "'",
    gt: '>',
    lt: '<',
    quot: '"',
  };
  return text.replace(/&(\w+);/g, (whole, name) => names[name] ?? whole);
}
