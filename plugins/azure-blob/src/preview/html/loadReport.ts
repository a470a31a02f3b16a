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

import { toDataUrl } from '../image';
import { isImage, readSignature } from '../kind';
import { decodeText, PreviewFile, resolvePath, runSliced } from '../open';
import {
  createStyle,
  ReportResource,
  sanitizeReport,
  serializeReport,
} from './sanitizeReport';

const MAX_RESOURCES = 50;
const MAX_RESOURCE_BYTES = 1024 * 1024;
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_PAGES = 200;
/** Requests at a time. */
const PARALLEL = 4;

/** A report that can be put into a frame. */
export interface Report {
  html: string;
  /** How many of its files could not be put into it. */
  skipped: number;
  /** The paths of the pages that it links to, which are of the same run. */
  pages: string[];
}

/** Puts a report and its stylesheets and pictures into one safe document. */
export async function loadReport(
  text: string,
  file: PreviewFile,
  root: string,
  signal: AbortSignal,
): Promise<Report> {
  const { document, resources, links } = sanitizeReport(text);
  let left = MAX_BYTES;
  let skipped = 0;

  const load = async ({ element, kind, href }: ReportResource) => {
    const path = resolvePath(file.path, href, root);
    if (path === undefined || left <= 0) {
      throw new Error('Not a file of this run');
    }
    const part = await file.openSibling(path, signal);
    const limit = Math.min(MAX_RESOURCE_BYTES, left);
    const bytes = await part.readAll(limit, signal);
    left -= bytes.length;
    if (kind === 'style') {
      element.replaceWith(createStyle(document, decodeText(bytes)));
      return;
    }
    const found = readSignature(bytes);
    const isDrawing = /\.svg$/i.test(path);
    if (!isImage(found) && !isDrawing) {
      throw new Error('Not an image');
    }
    const type = isImage(found) ? found : 'image/svg+xml';
    element.setAttribute(
      'src',
      await runSliced(toDataUrl(bytes, type), signal),
    );
  };

  const queue = resources.slice(0, MAX_RESOURCES);
  skipped += resources.length - queue.length;
  resources.slice(MAX_RESOURCES).forEach(({ element }) => element.remove());
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        await load(next);
      } catch {
        signal.throwIfAborted();
        skipped += 1;
        if (next.kind === 'style') {
          next.element.remove();
        }
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));

  const pages = new Set(
    links
      .map(link => resolvePath(file.path, link, root))
      .filter((path): path is string => /\.x?html?$/i.test(path ?? '')),
  );
  return {
    html: serializeReport(document),
    skipped,
    pages: [...pages].slice(0, MAX_PAGES),
  };
}
