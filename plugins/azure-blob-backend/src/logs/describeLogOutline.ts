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

import { AzureBlobLogOutline } from 'backstage-plugin-azure-blob-common';
import { AuditOutcome } from '../audit';
import { openKnownLog, OpenKnownLogOptions } from './openKnownLog';

const WAIT_MILLISECONDS = 300;

/**
 * Tells where the groups, errors and warnings of a log are, as far as its index
 * has come.
 */
export async function describeLogOutline(
  options: OpenKnownLogOptions,
): Promise<{ answer: AzureBlobLogOutline; ended?: Promise<AuditOutcome> }> {
  const { details, revision, index, ended } = await openKnownLog(options);
  const { size } = details;
  await index.waitFor(() => index.covers(size), WAIT_MILLISECONDS);
  const outline = index.toOutline(revision);
  const isComplete = outline.isComplete && index.covers(size);
  return { answer: { ...outline, isComplete }, ended };
}
