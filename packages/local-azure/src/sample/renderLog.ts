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

import { SampleFile } from './sampleFiles';

const root = '/home/runner/work/payments-api';

/** A line of a log, and when it was printed, in milliseconds from the start. */
export interface LogLine {
  offset: number;
  text: string;
}

/** The lines that a tool printed, and when. */
export function parseLog(file: SampleFile): LogLine[] {
  return file.content
    .toString()
    .trimEnd()
    .split('\n')
    .map(line => {
      const tab = line.indexOf('\t');
      return { offset: Number(line.slice(0, tab)), text: line.slice(tab + 1) };
    });
}

/** Writes down logs as if they had been printed by a run of a component. */
export function createLogRenderer(component: string, startedAt: Date) {
  const home = root.replace('payments-api', component);
  let start = startedAt.getTime();
  const lines: string[] = [];
  return {
    append(log: SampleFile): void {
      const parsed = parseLog(log);
      for (const { offset, text } of parsed) {
        const time = new Date(start + offset).toISOString();
        lines.push(`${time} ${text.replaceAll(root, home)}`);
      }
      start += (parsed.at(-1)?.offset ?? 0) + 1;
    },
    get length(): number {
      return lines.length;
    },
    toBuffer(): Buffer {
      return Buffer.from(`${lines.join('\n')}\n`);
    },
  };
}
