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
import { ExchangeSummary } from '../../identity';
import { createFindingContext } from '../findings/createFindingContext';
import { IdentityConfig } from '../../types';
import { failed, passed, skipped, StatusSection } from './statusChecks';

const TYPES = {
  secret:
    'A client secret. When it ends cannot be seen from here; a federated credential has no end.',
  certificate: 'A certificate.',
  federated: 'A federated credential, which has no end.',
};

const TYPE = { id: 'credential.type', title: 'Credential of the API app' };
const TOKEN = { id: 'credential.token', title: 'Entra ID takes it' };
const EXCHANGE = { id: 'credential.exchange', title: 'Tokens of users' };
const CONSENT = { id: 'consent', title: 'Consent to read Azure Storage' };

/** Whether the API app gets tokens, of its own and for users. */
export function describeCredential(options: {
  identity: IdentityConfig;
  /** What came of asking for a token of the app's own. */
  appTokenError?: AzureBlobError;
  /** Of the exchanges of users. */
  exchanges: ExchangeSummary;
}): StatusSection[] {
  const { identity, appTokenError, exchanges } = options;
  const context = {
    ...createFindingContext(identity),
    said: appTokenError?.message ?? 'An exchange has failed.',
  };
  const { lastSuccess, lastFailure } = exchanges;
  const isFailing =
    lastFailure !== undefined &&
    (lastSuccess === undefined || lastFailure.time > lastSuccess);
  return [
    {
      id: 'credential',
      title: 'Credential',
      checks: [
        passed(TYPE, TYPES[identity.credential.type]),
        appTokenError ? failed(TOKEN, appTokenError, context) : passed(TOKEN),
        isFailing
          ? failed(
              EXCHANGE,
              { ...lastFailure, since: lastFailure.time },
              context,
            )
          : describeExchanges(exchanges),
      ],
    },
    {
      id: 'consent',
      title: 'Consent',
      checks: [
        isFailing && lastFailure.reason === 'ConsentMissing'
          ? failed(
              CONSENT,
              { ...lastFailure, since: lastFailure.time },
              context,
            )
          : describeConsent(lastSuccess),
      ],
    },
  ];
}

function describeExchanges({ since, successes, lastSuccess }: ExchangeSummary) {
  return lastSuccess
    ? passed(
        EXCHANGE,
        `${successes} exchanged since ${since.toISOString()}, the last at ${lastSuccess.toISOString()}.`,
      )
    : skipped(EXCHANGE, 'Nobody has needed one since this backend started.');
}

/** An app cannot read what has been consented to; an exchange tells. */
function describeConsent(lastSuccess: Date | undefined) {
  return lastSuccess
    ? passed(CONSENT, 'The last exchange for a user worked.')
    : skipped(
        CONSENT,
        'Not known before the first exchange for a user: open a component as yourself.',
      );
}
