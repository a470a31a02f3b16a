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
import { AuditOutcome } from '../audit';
import { createAccessSubject, toFinalOutcome } from './auditRecords';
import { AccessRequest, Caller } from './types';

const origin = { requestId: 'r-1', ip: '10.0.0.1', userAgent: 'curl' };
const request: AccessRequest = {
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  action: 'read',
  operation: 'content',
  path: '41/app.tgz',
};

function callerBy(service: string | undefined, via?: string): Caller {
  return {
    credentials: {
      $$type: '@backstage/BackstageCredentials',
      principal: {
        type: 'user',
        userEntityRef: 'user:default/alice',
        actor: service ? { type: 'service', subject: service } : undefined,
      },
    },
    via,
    origin,
  };
}

describe('auditRecords', () => {
  it('should begin with what is known before anything is looked up', () => {
    expect(createAccessSubject(callerBy(undefined), request)).toStrictEqual({
      actorRef: 'user:default/alice',
      via: undefined,
      operation: 'content',
      entityRef: 'component:default/payments-api',
      ownerRefs: [],
      location: 'artifacts',
      blob: '41/app.tgz',
      origin,
    });
    const more = { details: { entry: 'a' }, version: 'version:1' };
    expect(
      createAccessSubject(callerBy(undefined), { ...request, ...more }).details,
    ).toEqual({ entry: 'a', version: 'version:1' });
    const viaOf = (service?: string, via?: string) =>
      createAccessSubject(callerBy(service, via), request).via;
    expect(viaOf('plugin:mcp-actions')).toBe('plugin:mcp-actions');
    expect(viaOf('plugin:mcp-actions', 'link')).toBe('link');
    expect(viaOf(undefined, 'link')).toBe('link');
  });

  it.each<AuditOutcome>([
    { result: 'succeeded', bytes: 7 },
    { result: 'aborted', bytes: 7 },
    { result: 'failed', code: 'Unexpected' },
  ])('should say of %p that it was terminated only where it was', outcome => {
    const { signal } = new AbortController();
    expect(toFinalOutcome(outcome, signal)).toBe(outcome);
    const ended = AbortSignal.abort(new AzureBlobError('Locked', ''));
    expect(toFinalOutcome(outcome, ended)).toStrictEqual(
      outcome.result === 'succeeded'
        ? outcome
        : { ...outcome, result: 'terminated', code: 'Locked' },
    );
  });
});
