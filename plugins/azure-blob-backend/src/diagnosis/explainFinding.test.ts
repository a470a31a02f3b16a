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

import { AzureBlobErrorReason } from 'backstage-plugin-azure-blob-common';
import fc from 'fast-check';
import { parse } from 'yaml';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { hostilePieces, splitByShell } from './__testUtils__/splitByShell';
import {
  explainFinding,
  explainedCodes,
  explainedReasons,
} from './explainFinding';
import { explainEmptyPrefix } from './findings/storageFindings';
import { Finding, FindingContext } from './findings/types';

const TENANT = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0000';
const API_APP = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002';
const ALICE = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100';

const context: FindingContext = {
  tenantId: TENANT,
  clientId: API_APP,
  authorityHost: 'https://login.microsoftonline.com',
  credential: 'federated',
  managedIdentityClientId: API_APP,
  userEntityRef: 'user:default/alice',
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  token: {
    audience: 'https://graph.microsoft.com',
    clientId: API_APP,
    tenantId: TENANT,
    oid: ALICE,
    userName: 'alice@contoso.example',
  },
  storage: {
    account: 'contosobuilds',
    endpoint: 'https://contosobuilds.blob.core.windows.net',
    identity: 'onBehalfOf',
    downloads: 'sas',
    container: 'artifacts',
    prefix: 'component/default/payments-api/',
  },
  said: 'The gate says so.',
};

function explainAll(given: FindingContext): Array<[string, Finding]> {
  return [
    ...explainedReasons.map((reason): [string, Finding] => [
      reason,
      explainFinding('TokenExchangeUnavailable', reason, given),
    ]),
    ...explainedCodes.map((code): [string, Finding] => [
      code,
      explainFinding(code, undefined, given),
    ]),
    ['EmptyPrefix', explainEmptyPrefix(given)],
  ];
}

function explain(reason: AzureBlobErrorReason, given = context) {
  return explainFinding('TokenExchangeUnavailable', reason, given);
}

function commandsOf({ fixes }: Finding): string[] {
  return fixes.flatMap(({ command }) => command ?? []);
}

describe('explainFinding', () => {
  it.each(explainAll(context))('should explain %s', (_name, finding) => {
    expect(finding.message).toMatch(/^[A-Z"][^\n]*[.]$/);
    expect(finding.fixes.length).toBeGreaterThan(0);
    for (const { text, command, config } of finding.fixes) {
      expect(text).toMatch(/^[A-Za-z][^\n]*[.]$/);
      expect(command ?? 'az').toMatch(/^(az|curl|nslookup|openssl)\b[^\n]*$/);
      // Lines to copy are whole YAML, with their indentation.
      expect(config === undefined || typeof parse(config)).not.toBe('string');
    }
  });

  it('should hold hostile values together in every command', () => {
    const hostile = fc
      .array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 5 })
      .map(pieces => pieces.join(''));
    const plain = new Map(
      explainAll(context).map(([name, finding]) => [
        name,
        commandsOf(finding).map(command => splitByShell(command).length),
      ]),
    );
    fc.assert(
      fc.property(hostile, fc.nat(), (value, pick) => {
        const all = explainAll({
          ...context,
          tenantId: value,
          clientId: value,
          managedIdentityClientId: value,
          userEntityRef: value,
          entityRef: value,
          location: value,
          token: {
            audience: value,
            clientId: value,
            tenantId: value,
            oid: value,
            userName: value,
          },
          storage: {
            ...context.storage!,
            account: value,
            container: value,
            prefix: value,
          },
        });
        // A shell for each of all of them would take minutes.
        const [name, finding] = all[pick % all.length];
        expect(
          commandsOf(finding).map(command => splitByShell(command).length),
        ).toEqual(plain.get(name));
      }),
      propertyRuns(),
    );
  });

  it('should give the commands to the letter', () => {
    expect(commandsOf(explain('RoleMissing'))).toEqual([
      `az role assignment create --assignee-object-id ${ALICE} --assignee-principal-type User --role 'Storage Blob Data Reader' --scope '/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/contosobuilds/blobServices/default/containers/artifacts'`,
      "az storage container list --account-name contosobuilds --auth-mode login --query '[].name'",
    ]);
    expect(commandsOf(explain('DelegatorRoleMissing'))).toEqual([
      `az role assignment create --assignee-object-id ${ALICE} --assignee-principal-type User --role 'Storage Blob Delegator' --scope '/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/contosobuilds'`,
    ]);
    expect(commandsOf(explain('ConsentMissing'))).toEqual([
      `az ad app permission add --id ${API_APP} --api e406a681-f3d4-42a8-90b6-c2b029497af1 --api-permissions 03e0da56-190b-40ad-a80c-ea378c433f7f=Scope`,
      `az ad app permission admin-consent --id ${API_APP}`,
    ]);
    expect(commandsOf(explain('SecretInvalid'))).toEqual([
      `az ad app credential reset --id ${API_APP} --append --display-name backstage --query password --output tsv`,
    ]);
    expect(commandsOf(explain('CertificateUnknown'))).toEqual([
      "openssl x509 -in '<certificatePath>' -out certificate.pem",
      `az ad app credential reset --id ${API_APP} --append --cert '@certificate.pem'`,
    ]);
    expect(commandsOf(explain('FederationMismatch')).slice(-1)).toEqual([
      `az ad app federated-credential create --id ${API_APP} --parameters '{"name":"backstage","issuer":"https://login.microsoftonline.com/${TENANT}/v2.0","subject":"<object id of the identity>","audiences":["api://AzureADTokenExchange"]}'`,
    ]);
    expect(commandsOf(explain('WrongVersion'))).toEqual([
      `az rest --method PATCH --uri 'https://graph.microsoft.com/v1.0/applications(appId='\\''${API_APP}'\\'')' --body '{"api":{"requestedAccessTokenVersion":2}}'`,
    ]);
    expect(commandsOf(explain('UserNotAssigned'))).toEqual([
      `az ad sp show --id ${API_APP} --query id --output tsv`,
      `az rest --method POST --uri 'https://graph.microsoft.com/v1.0/servicePrincipals/<object id of the service principal>/appRoleAssignedTo' --body '{"principalId":"${ALICE}","resourceId":"<object id of the service principal>","appRoleId":"00000000-0000-0000-0000-000000000000"}'`,
      `az ad sp update --id ${API_APP} --set appRoleAssignmentRequired=false`,
    ]);
    expect(commandsOf(explain('FirewallBlocked'))).toEqual([
      "az storage account show --name contosobuilds --query '{public:publicNetworkAccess,rules:networkRuleSet}'",
      "az storage account network-rule add --account-name contosobuilds --resource-group '<group>' --subnet '<resource id of the subnet>'",
      "az storage account network-rule add --account-name contosobuilds --resource-group '<group>' --ip-address '<public address of the backend>'",
    ]);
    expect(commandsOf(explain('ContainerMissing'))).toEqual([
      "az storage container list --account-name contosobuilds --auth-mode login --query '[].name'",
      'az storage container create --account-name contosobuilds --name artifacts --auth-mode login',
    ]);
    expect(commandsOf(explainEmptyPrefix(context))).toEqual([
      "az storage blob upload-batch --account-name contosobuilds --destination artifacts --auth-mode login --destination-path 'component/default/payments-api/<run>' --source '<folder>'",
    ]);
  });

  it.each([
    ['https://login.microsoftonline.us', 'https://graph.microsoft.us/'],
    [
      'https://login.partner.microsoftonline.cn',
      'https://microsoftgraph.chinacloudapi.cn/',
    ],
    ['https://localhost:8443', 'https://graph.microsoft.com/'],
  ])(
    'should call Microsoft Graph of the cloud of %s',
    (authorityHost, graph) => {
      const [command] = commandsOf(
        explain('WrongVersion', { ...context, authorityHost }),
      );
      expect(command).toContain(graph);
    },
  );

  it('should speak of the app where the app reads', () => {
    const { message, fixes } = explain('RoleMissing', {
      ...context,
      storage: { ...context.storage!, identity: 'application' },
    });
    expect(message).toContain("the portal's own app");
    expect(fixes[0].command).toContain(
      '--assignee-principal-type ServicePrincipal',
    );
    expect(fixes[0].command).not.toContain(ALICE);
  });

  it('should leave gaps to fill in where it does not know', () => {
    const { fixes } = explain('RoleMissing', {
      ...context,
      token: {},
      storage: undefined,
    });
    expect(fixes[0].command).toContain("'<object id of the user>'");
    expect(fixes[0].command).toContain('/<account>/');
  });

  it('should say what the gate said where it knows no more', () => {
    expect(explainFinding('BlobChanged', undefined, context)).toEqual({
      message: 'The gate says so.',
      fixes: [],
    });
  });
});
