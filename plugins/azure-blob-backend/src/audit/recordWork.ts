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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { toOutcome } from './toOutcome';
import { AuditLog, AuditSubject } from './types';

/** Does what may be refused, and puts a refusal on record. */
export async function recordRefusal<T>(
  audit: AuditLog,
  subject: AuditSubject,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AzureBlobError) {
      await audit.deny(subject, error.code);
    }
    throw error;
  }
}

/** Does what has been allowed, on record before it begins. */
export async function recordWork<T>(
  audit: AuditLog,
  subject: AuditSubject,
  work: () => Promise<T>,
): Promise<T> {
  const intent = await audit.begin(subject);
  try {
    const result = await work();
    await audit.end(intent, { result: 'succeeded' });
    return result;
  } catch (error) {
    await audit.end(intent, toOutcome(error));
    throw error;
  }
}
