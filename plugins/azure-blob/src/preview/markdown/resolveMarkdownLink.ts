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

import { resolvePath } from '../open';

/** Where a link of a markdown text leads. */
export type MarkdownLink =
  | { kind: 'external'; href: string }
  | { kind: 'file'; path: string };

const ALLOWED = ['http:', 'https:', 'mailto:'];

/**
 * Decides about a link: other sites by the web's protocols, other files of the
 * same run, and nothing else.
 */
export function resolveMarkdownLink(
  href: string,
  from: string,
  root: string,
): MarkdownLink | undefined {
  const path = resolvePath(from, href, root);
  if (path !== undefined) {
    return { kind: 'file', path };
  }
  try {
    // Without a base: what is relative here is no link to the portal.
    const url = new URL(href);
    return ALLOWED.includes(url.protocol)
      ? { kind: 'external', href: url.href }
      : undefined;
  } catch {
    return undefined;
  }
}
