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

const MAX_LENGTH = 2048;

/**
 * The target of a hyperlink in a log, as the part behind `OSC` has it;
 * `undefined` for the end of one, and for what leads to anything but a page.
 */
export function readLink(content: string): string | undefined {
  const target = /^8;[^;]*;(.+)$/s.exec(content)?.[1];
  if (!target || target.length > MAX_LENGTH) {
    return undefined;
  }
  try {
    const { protocol, username, password, href } = new URL(target);
    const isPage = protocol === 'https:' || protocol === 'http:';
    // A name before the host is there to be taken for the host.
    return isPage && !username && !password ? href : undefined;
  } catch {
    return undefined;
  }
}
