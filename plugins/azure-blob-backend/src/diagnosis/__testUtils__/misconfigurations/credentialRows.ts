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

import { createMockDirectory } from '@backstage/backend-test-utils';
import { world } from 'local-azure';
import { generate } from 'selfsigned';
import { Misconfiguration } from './types';

const directory = createMockDirectory();
const { clientId } = world.apiApp;
const OTHER_ID = '99999999-9999-4999-8999-999999999999';

/** Faults of what the API app proves itself with. */
export const credentialRows: Misconfiguration[] = [
  {
    number: '1',
    what: 'client secret wrong, often its id instead of its value',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'SecretInvalid',
    who: 'tenant-admins',
    advice: [
      `az ad app credential reset --id ${clientId} --append`,
      'clientSecret: ${AZURE_CLIENT_SECRET}',
    ],
    config: config => ({
      ...config,
      credential: { type: 'secret', clientSecret: OTHER_ID },
    }),
  },
  {
    number: '2',
    what: 'client secret expired',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'SecretExpired',
    who: 'tenant-admins',
    advice: [
      `az ad app credential reset --id ${clientId} --append`,
      'type: federated',
    ],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 7000222 }),
  },
  {
    number: '3',
    what: 'certificate not registered with the API app',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'CertificateUnknown',
    who: 'portal-admins',
    advice: [
      'openssl x509',
      `az ad app credential reset --id ${clientId} --append --cert '@certificate.pem'`,
    ],
    config: async config => ({
      ...config,
      credential: {
        type: 'certificate',
        certificatePath: await writeCertificate(),
      },
    }),
  },
  {
    number: '4',
    what: 'issuer, subject or audience of the federated credential differ',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'FederationMismatch',
    who: 'tenant-admins',
    advice: [
      `az ad app federated-credential list --id ${clientId}`,
      `az ad app federated-credential create --id ${clientId} --parameters '{"name":"backstage"`,
      'api://AzureADTokenExchange',
    ],
    config: async (config, { entra }) => ({
      ...config,
      credential: {
        type: 'federated',
        tokenFile: writeTemporary(
          'token',
          await entra.issueClientAssertion({
            claims: { sub: 'system:serviceaccount:elsewhere:portal' },
          }),
        ),
      },
    }),
  },
  {
    number: '5',
    what: 'no consent to user_impersonation of Azure Storage',
    check: 'exchange.consent',
    code: 'TokenExchangeUnavailable',
    reason: 'ConsentMissing',
    who: 'tenant-admins',
    advice: [
      `az ad app permission add --id ${clientId} --api e406a681-f3d4-42a8-90b6-c2b029497af1`,
      `az ad app permission admin-consent --id ${clientId}`,
    ],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 65001 }),
  },
  {
    number: '11a',
    what: 'client id wrong, or without a service principal in the tenant',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'AppUnknown',
    who: 'portal-admins',
    advice: [`clientId: ${clientId}`, `az ad sp create --id ${clientId}`],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 700016 }),
  },
  {
    number: '11c',
    what: 'tenant unknown to Entra ID',
    check: 'exchange.credential',
    code: 'TokenExchangeUnavailable',
    reason: 'TenantUnknown',
    who: 'portal-admins',
    advice: ['az account show --query tenantId'],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 90002 }),
  },
  {
    number: '25',
    what: 'certificate file or workload token that the backend cannot read',
    check: 'exchange.key',
    code: 'TokenExchangeUnavailable',
    reason: 'CredentialUnreadable',
    who: 'portal-admins',
    advice: ['certificatePath: <path of the file>'],
    config: config => ({
      ...config,
      credential: { type: 'certificate', certificatePath: '/none/portal.pem' },
    }),
  },
];

function writeTemporary(name: string, text: string): string {
  directory.addContent({ [name]: text });
  return directory.resolve(name);
}

async function writeCertificate(): Promise<string> {
  const { private: key, cert } = await generate([
    { name: 'commonName', value: 'portal' },
  ]);
  return writeTemporary('portal.pem', `${key}\n${cert}`);
}
