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

import { AzureBlobDiagnosis } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessGate, AccessSession, Caller } from '../access';
import { toOutcome } from '../audit';
import { AzureBlobConfig } from '../types';
import { describeDiagnosis, DiagnosisResult } from './describeDiagnosis';

const PROBED_NAME = 'diagnosis';

/** Who asks, and about what. */
export interface DiagnosisRequest {
  caller: Caller;
  entityRef: string;
  /**
   * The id of the location; one of the entity's where it is left out, because
   * whoever is denied does not know them.
   */
  location?: string;
  signal?: AbortSignal;
}

/** What a diagnosis is made of. */
export interface DiagnosisOptions extends DiagnosisRequest {
  gate: AccessGate;
  config: AzureBlobConfig;
}

/**
 * Takes every step of the gate for `caller`, reads storage as any other access
 * would, and tells how far that came.
 *
 * @throws `AzureBlobError` with `EntityNotFound`, as everything does about an
 * entity that the caller cannot see.
 */
export async function diagnose(
  options: DiagnosisOptions,
): Promise<AzureBlobDiagnosis> {
  const { gate, caller, entityRef } = options;
  const location = options.location ?? (await chooseLocation(options));
  const result: DiagnosisResult = { begun: [] };
  try {
    result.session = await gate.enter(caller, {
      entityRef,
      location,
      action: 'list',
      operation: 'diagnosis',
      path: '',
      onStep: step => result.begun.push(step),
    });
    result.begun.push('storage');
    await probe(result.session, result, options.signal);
  } catch (error) {
    if (!(error instanceof AzureBlobError) || error.code === 'EntityNotFound') {
      throw error;
    }
    result.error = error;
  }
  return describeDiagnosis({ ...options, location }, result);
}

/** The first that applies to the entity; any, for those who may not know. */
async function chooseLocation({
  gate,
  config,
  caller,
  entityRef,
}: DiagnosisOptions): Promise<string> {
  const [first] = config.locations;
  try {
    const { locations } = await gate.describe(caller, entityRef);
    return locations[0]?.id ?? first.id;
  } catch (error) {
    if (error instanceof AzureBlobError && error.code !== 'EntityNotFound') {
      return first.id;
    }
    throw error;
  }
}

/** Reads what any visitor of the tab would read, and closes the session. */
async function probe(
  session: AccessSession,
  result: DiagnosisResult,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ended = AbortSignal.any([session.signal, ...(signal ? [signal] : [])]);
  try {
    const { items } = await session.blobs.list({
      path: '',
      limit: 1,
      signal: ended,
    });
    result.isEmpty = items.length === 0;
    await checkLinks(session);
    await session.complete({ result: 'succeeded' });
  } catch (error) {
    await session.complete(toOutcome(error, signal));
    throw error;
  }
}

/** Signs a link to a blob that need not be there, and lets go of it. */
async function checkLinks({
  auditId,
  blobs,
  scope,
  until,
}: AccessSession): Promise<void> {
  if (scope.account.downloads === 'sas') {
    await blobs.mintSas(PROBED_NAME, { until, correlationId: auditId });
  }
}
