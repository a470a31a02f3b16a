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

import { FakeLocation } from '../src/__testUtils__';

/** A folder that comes in ten pages and more. */
export function addManyFiles(location: FakeLocation): void {
  for (let number = 0; number < 10_000; number += 1) {
    const name = `chunk-${String(number).padStart(5, '0')}.bin`;
    location.blobs[`1284/${name}`] = 'x'.repeat((number * 7919) % 5000);
  }
}

/** A file of which everything is known that can be, and names that trick. */
export function addFileDetails(location: FakeLocation): void {
  const path = '1284/SHA256SUMS.txt';
  location.details = {
    [path]: {
      contentType: 'text/plain; charset=utf-8',
      accessTier: 'Cool',
      sha256: '3f9a'.repeat(16),
      createdAt: '2026-11-20T08:00:00.000Z',
      metadata: { commit: '9f3c1ab77ab02e1', branch: 'main' },
      retention: {
        action: 'delete',
        at: '2027-01-03T00:00:00.000Z',
        rule: 'delete-old-builds',
      },
      versions: [1, 2, 3].map(age => ({
        version: `version:2026-11-1${4 - age}T08:00:00.0000000Z`,
        kind: 'version' as const,
        isCurrent: age === 1,
        size: 17 * age,
        lastModified: `2026-11-1${4 - age}T08:00:00.000Z`,
        etag: `"${age}"`,
      })),
    },
    '1284/line\nbreak\u0007.txt': { unsupportedName: true },
  };
  location.versions = {
    [path]: {
      'version:2026-11-12T08:00:00.0000000Z': 'b01c  package.tgz, before',
    },
  };
  location.blobs['1284/photo\u202egpj.exe'] = 'MZ';
  location.blobs['1284/line\nbreak\u0007.txt'] = 'never fetched';
}
