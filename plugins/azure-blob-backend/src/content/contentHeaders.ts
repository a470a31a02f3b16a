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

import contentDisposition from 'content-disposition';
import { AzureBlobDetails } from 'backstage-plugin-azure-blob-common';
import { toFileName } from '../toFileName';

/**
 * What a browser may be told a blob is. Whoever uploads a blob picks its
 * stored type, so that is not asked; types that can run script are left out.
 */
const CONTENT_TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  gif: 'image/gif',
  gz: 'application/gzip',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  png: 'image/png',
  tgz: 'application/gzip',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  zip: 'application/zip',
};

const DEFAULT_CONTENT_TYPE = 'application/octet-stream';

/** The headers that a script of the portal, on another origin, gets to see. */
export const EXPOSED_HEADERS = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'ETag',
  'X-Content-Sha256',
];

/** The headers that keep bytes harmless, whatever they are and are called. */
export function getSafeHeaders(name: string): Record<string, string> {
  return {
    // Compressed on the way, neither its length nor its ranges would hold.
    'Cache-Control': 'private, no-store, no-transform',
    'Content-Disposition': contentDisposition(toFileName(name)),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Type': toContentType(name),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The headers that every answer with the content of a blob has. */
export function getContentHeaders(
  details: AzureBlobDetails,
): Record<string, string> {
  const { name, etag, lastModified, sha256 } = details;
  return {
    ...getSafeHeaders(name),
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Last-Modified': new Date(lastModified).toUTCString(),
    ...(sha256 && { 'X-Content-Sha256': sha256 }),
  };
}

function toContentType(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(CONTENT_TYPES, extension)
    ? CONTENT_TYPES[extension]
    : DEFAULT_CONTENT_TYPE;
}
