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

/** Small enough to be laid out between two frames. */
const SECTION = 2500;
/** Longer ones are cut, as nothing in them can be left out of the layout. */
const MAX_SECTION = 24_000;

/**
 * Splits a markdown text where nothing is open: before headings and, where
 * those are far apart, after empty lines. Each part gets the link definitions
 * of the whole.
 */
export function splitMarkdown(text: string): string[] {
  const sections: string[] = [];
  const definitions: string[] = [];
  let current: string[] = [];
  let size = 0;
  let fence: string | undefined;
  const close = () => {
    sections.push(current.join('\n'));
    current = [];
    size = 0;
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const isFree = fence === undefined;
    const isHeading = isFree && /^#{1,6}\s/.test(line);
    const isBreak =
      isFree &&
      /^[A-Za-z]/.test(line) &&
      current[current.length - 1]?.trim() === '';
    if ((isHeading || isBreak) && size > SECTION) {
      close();
    } else if (size > MAX_SECTION) {
      close();
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && isFree) {
      fence = mark;
    } else if (mark && fence && mark.startsWith(fence)) {
      fence = undefined;
    }
    if (isFree && /^ {0,3}\[[^\]]{1,200}\]:\s*\S/.test(line)) {
      definitions.push(line);
    }
    current.push(line);
    size += line.length + 1;
  }
  close();
  const shared = definitions.slice(0, 200).join('\n');
  return sections.length === 1
    ? sections
    : sections.map(section => `${section}\n\n${shared}`);
}
