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

import {
  AzureBlobAccessStep,
  AzureBlobDiagnosis,
  AzureBlobDiagnosisCheck,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession, Caller } from '../access';
import { quote } from '../config/quote';
import { AzureBlobConfig } from '../types';
import { DiagnosisCheck, diagnosisChecks } from './diagnosisChecks';
import { explainFinding } from './explainFinding';
import { createFindingContext } from './findings/createFindingContext';
import { explainEmptyPrefix } from './findings/storageFindings';
import { FindingContext, StorageContext } from './findings/types';
import { locateFailure } from './locateFailure';
import { readTokenClaims } from './readTokenClaims';

/** What was asked. */
export interface DiagnosisSubject {
  config: AzureBlobConfig;
  caller: Caller;
  entityRef: string;
  location: string;
}

/** How far the steps were taken, and what came of them. */
export interface DiagnosisResult {
  /** The steps that were begun, in order; not all of them are always needed. */
  begun: AzureBlobAccessStep[];
  /** What stopped the last of them. */
  error?: AzureBlobError;
  /** Absent where the gate did not let the caller in. */
  session?: AccessSession;
  /** Whether there is nothing below the scope, where that was seen. */
  isEmpty?: boolean;
}

/** From here on the caller has a role, and may know where storage is. */
const BEHIND_LOCATION: AzureBlobAccessStep[] = ['audit', 'exchange', 'storage'];

/** Puts the outcome into words, and into no more than the caller may know. */
export function describeDiagnosis(
  subject: DiagnosisSubject,
  result: DiagnosisResult,
): AzureBlobDiagnosis {
  const { caller, entityRef, location } = subject;
  const { begun, error } = result;
  const context = createContext(subject, result);
  const checks = diagnosisChecks.filter(
    ({ only }) => !only || appliesTo(only, context.storage),
  );
  const failure = error && refine(error, context);
  const failed =
    failure && locateFailure(checks, begun.at(-1) ?? 'signIn', failure);
  const end = failed ? checks.indexOf(failed) : checks.length;
  return {
    entityRef,
    location,
    time: new Date().toISOString(),
    requestId: caller.origin.requestId,
    ...(failed && { stoppedAt: failed.id }),
    checks: checks.map((check, index) => {
      const { id, step, title } = check;
      if (index === end && failure) {
        return { id, title, ...describeFailure(failure, context) };
      }
      return index < end && begun.includes(step)
        ? { id, title, ...describeSuccess(check, context, result) }
        : { id, title, state: 'skipped' };
    }),
  };
}

/** Of an account that is not known yet, what every account may come to is listed. */
function appliesTo(
  { identity, downloads }: NonNullable<DiagnosisCheck['only']>,
  storage: StorageContext | undefined,
): boolean {
  if (!storage) {
    return downloads === undefined;
  }
  return (
    (identity ?? storage.identity) === storage.identity &&
    (downloads ?? storage.downloads) === storage.downloads
  );
}

/** Where the tenant is not known to Entra ID, it has no keys to check with. */
function refine(
  { code, reason }: AzureBlobError,
  { tenantId, token }: FindingContext,
): Failure {
  const isElsewhere =
    reason === 'EntraUnreachable' &&
    token.tenantId !== undefined &&
    token.tenantId !== tenantId;
  return { code, reason: isElsewhere ? 'WrongTenant' : reason };
}

type Failure = Pick<AzureBlobError, 'code' | 'reason'>;
type CheckResult = Omit<AzureBlobDiagnosisCheck, 'id' | 'title'>;

function describeFailure(
  { code, reason }: Failure,
  context: FindingContext,
): CheckResult {
  return {
    state: 'failed',
    code,
    reason,
    ...explainFinding(code, reason, context),
  };
}

function describeSuccess(
  { id }: DiagnosisCheck,
  context: FindingContext,
  { session, isEmpty }: DiagnosisResult,
): CheckResult {
  if (id === 'storage.prefix' && isEmpty) {
    return { state: 'warning', ...explainEmptyPrefix(context) };
  }
  const message = tellSuccess(id, context, session);
  return { state: 'passed', ...(message && { message }) };
}

/** What is worth knowing of a check that passed. */
function tellSuccess(
  id: string,
  { userEntityRef, token, storage }: FindingContext,
  session: AccessSession | undefined,
): string | undefined {
  switch (id) {
    case 'signIn':
      return `As ${quote(userEntityRef)}.`;
    case 'assertion':
      return token.userName && `As ${quote(token.userName)}.`;
    case 'role':
      return (
        session &&
        `You are ${session.decision.role}, through ${quote(
          session.decision.through,
        )}.`
      );
    case 'location':
      return (
        storage?.prefix &&
        `${quote(storage.prefix)} in ${quote(
          `${storage.account}/${storage.container}`,
        )}.`
      );
    case 'exchange':
      return storage?.identity === 'application'
        ? "As the portal's own app: only the portal's rules stand between you and other blobs."
        : undefined;
    default:
      return undefined;
  }
}

function createContext(
  { config, caller, entityRef, location }: DiagnosisSubject,
  { begun, error, session }: DiagnosisResult,
): FindingContext {
  return {
    ...createFindingContext(config.identity),
    userEntityRef: caller.credentials.principal.userEntityRef,
    entityRef,
    location,
    token: readTokenClaims(caller.assertion),
    said: error?.message ?? '',
    storage: begun.some(step => BEHIND_LOCATION.includes(step))
      ? toStorageContext(config, location, session)
      : undefined,
  };
}

function toStorageContext(
  { locations }: AzureBlobConfig,
  location: string,
  session: AccessSession | undefined,
): StorageContext | undefined {
  const found = locations.find(({ id }) => id === location);
  return (
    found && {
      account: found.account.name,
      endpoint: found.account.endpoint,
      identity: found.account.identity,
      downloads: found.account.downloads,
      container: found.container,
      prefix: session?.scope.prefix,
    }
  );
}
