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

import { quote } from '../../config/quote';
import { formatCommand } from '../formatCommand';
import { az, renewSecret } from './azCommands';
import { Explain, FindingContext, ReasonFindings } from './types';

const FEDERATION_AUDIENCE = 'api://AzureADTokenExchange';

const secretConfig =
  'azureBlob:\n  credential:\n    type: secret\n    clientSecret: ${AZURE_CLIENT_SECRET}';

const makeSecret = (context: FindingContext) => ({
  who: 'tenant-admins' as const,
  text: 'Make a new secret. The command prints its value, once; the other secrets stay as they are.',
  command: renewSecret(context),
});

const useSecret = {
  who: 'portal-admins' as const,
  text: 'Give the backend the value of the secret, and start it again.',
  config: secretConfig,
};

/** Faults of what the API app proves itself with, and of its registration. */
export const credentialReasons = {
  SecretInvalid: context => ({
    message:
      'Entra ID does not know the client secret of the API app. Most often it is the id of the secret instead of its value, or the secret of another app.',
    fixes: [makeSecret(context), useSecret],
  }),
  SecretExpired: context => ({
    message: 'The client secret of the API app has expired.',
    fixes: [
      makeSecret(context),
      useSecret,
      {
        who: 'portal-admins',
        text: 'Or change to a federated credential, which never expires.',
        config:
          'azureBlob:\n  credential:\n    type: federated\n    managedIdentityClientId: <client id of the managed identity>',
      },
    ],
  }),
  CertificateUnknown: context => ({
    message:
      'The certificate that the portal shows is not one of the API app, or not any more.',
    fixes: [
      {
        who: 'portal-admins',
        text: 'Take the certificate, without its private key, out of the file of azureBlob.credential.certificatePath.',
        command: formatCommand([
          ...['openssl', 'x509', '-in', '<certificatePath>'],
          ...['-out', 'certificate.pem'],
        ]),
      },
      {
        who: 'tenant-admins',
        text: 'Register it with the API app.',
        command: az(
          ...['ad', 'app', 'credential', 'reset', '--id', context.clientId],
          ...['--append', '--cert', '@certificate.pem'],
        ),
      },
    ],
  }),
  FederationMismatch: explainFederation,
  CredentialUnreadable: ({ credential }) => ({
    message:
      credential === 'certificate'
        ? 'The backend cannot read the certificate of the API app.'
        : 'The backend cannot get the token of its own workload that it should show to Entra ID.',
    fixes: [
      credential === 'certificate'
        ? {
            who: 'portal-admins',
            text: 'The file has to exist, be readable by the backend, and hold both the certificate and its private key, in PEM.',
            config:
              'azureBlob:\n  credential:\n    type: certificate\n    certificatePath: <path of the file>',
          }
        : {
            who: 'portal-admins',
            text: 'On Azure, assign the managed identity to where the backend runs. On Kubernetes, label the pod azure.workload.identity/use: "true", so that the token is mounted. A file that azureBlob.credential.tokenFile names has to exist.',
            config:
              'azureBlob:\n  credential:\n    type: federated\n    managedIdentityClientId: <client id of the managed identity>',
          },
    ],
  }),
  AppUnknown: ({ clientId, tenantId }) => ({
    message: `The tenant ${quote(
      tenantId,
    )} has no app with the client id ${quote(clientId)}.`,
    fixes: [
      {
        who: 'portal-admins',
        text: 'azureBlob.clientId has to be the application (client) id of the API app, not an object id, and azureBlob.tenantId the tenant that it is registered in.',
        config: `azureBlob:\n  tenantId: ${tenantId}\n  clientId: ${clientId}`,
      },
      {
        who: 'tenant-admins',
        text: 'If the app is there and has never been used, it lacks its service principal.',
        command: az('ad', 'sp', 'create', '--id', clientId),
      },
    ],
  }),
  TenantUnknown: ({ tenantId }) => ({
    message: `There is no tenant ${quote(
      tenantId,
    )} at this origin of Entra ID.`,
    fixes: [
      {
        who: 'portal-admins',
        text: 'Correct azureBlob.tenantId; for national clouds azureBlob.authorityHost as well. The command prints the tenant that you are signed in to.',
        command: az(
          ...['account', 'show', '--query', 'tenantId', '--output', 'tsv'],
        ),
        config: 'azureBlob:\n  tenantId: <id of the tenant>',
      },
    ],
  }),
} satisfies ReasonFindings;

function explainFederation(context: FindingContext): ReturnType<Explain> {
  const { authorityHost, clientId, managedIdentityClientId, tenantId } =
    context;
  const [issuer, subject] = managedIdentityClientId
    ? [`${authorityHost}/${tenantId}/v2.0`, '<object id of the identity>']
    : [
        '<issuer of the cluster>',
        'system:serviceaccount:<namespace>:<service account>',
      ];
  return {
    message:
      'The API app has no federated credential with the issuer, the subject and the audience of the token that the backend shows. All three have to be the same to the letter.',
    fixes: [
      {
        who: 'tenant-admins',
        text: 'See what it has.',
        command: az(
          ...['ad', 'app', 'federated-credential', 'list', '--id', clientId],
        ),
      },
      ...(managedIdentityClientId
        ? [
            {
              who: 'tenant-admins' as const,
              text: 'Find the object id of the managed identity, which is the subject.',
              command: az(
                ...['ad', 'sp', 'show', '--id', managedIdentityClientId],
                ...['--query', 'id', '--output', 'tsv'],
              ),
            },
          ]
        : []),
      {
        who: 'tenant-admins',
        text: 'Add the one that is missing. It takes some minutes to work.',
        command: az(
          ...['ad', 'app', 'federated-credential', 'create', '--id', clientId],
          '--parameters',
          JSON.stringify({
            name: 'backstage',
            issuer,
            subject,
            audiences: [FEDERATION_AUDIENCE],
          }),
        ),
      },
    ],
  };
}
