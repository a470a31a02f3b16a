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

import { createHash } from 'node:crypto';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { StorageOperation } from './storageErrors';

const MAX_LENGTH = 8192;

/**
 * Wraps a continuation marker of storage. What storage puts in it is its own
 * affair; the digest ties it to the folder it belongs to.
 */
export function encodeCursor(
  marker: string,
  operation: StorageOperation,
): string {
  return Buffer.from(
    JSON.stringify([digestFolder(operation), marker]),
    'utf8',
  ).toString('base64url');
}

/**
 * @throws `AzureBlobError` with `InvalidRequest` where the cursor was not made
 * for this folder. A made-up one gains nothing: names that come back are
 * checked against the scope in any case.
 */
export function decodeCursor(
  cursor: string,
  operation: StorageOperation,
): string {
  const [digest, marker] = parse(cursor);
  if (digest !== digestFolder(operation) || typeof marker !== 'string') {
    throw foreignCursor(cursor);
  }
  return marker;
}

/** The cursor is made up, or of another list. */
export function foreignCursor(cursor: string): AzureBlobError {
  return new AzureBlobError(
    'InvalidRequest',
    `The cursor ${quote(cursor)} does not belong to this list.`,
  );
}

function parse(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) {
    return [];
  }
  try {
    const value: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function digestFolder({ scope, path }: StorageOperation): string {
  return createHash('sha256')
    .update(
      JSON.stringify([scope.account.name, scope.container, scope.prefix, path]),
    )
    .digest('base64url')
    .slice(0, 16);
}
