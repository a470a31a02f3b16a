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

import { once } from 'node:events';
import { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { OnBehalfOfCredential } from '@azure/identity';
import { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { LocalAzure } from '../types';
import { world } from '../world';

/** How the API app proves itself in an exchange. */
export type AppProof =
  | { clientSecret: string }
  | { certificatePath: string }
  | { getAssertion: () => Promise<string> };

/** The credential a back end exchanges a user's token with. */
export function createCredential(
  azure: LocalAzure,
  userAssertionToken: string,
  proof: AppProof = { clientSecret: world.apiApp.clientSecret },
): OnBehalfOfCredential {
  const common = {
    tenantId: azure.tenantId,
    clientId: world.apiApp.clientId,
    userAssertionToken,
    authorityHost: azure.entra.origin,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  };
  // Which of the three it is decides on the constructor's overload.
  if ('clientSecret' in proof) {
    const options = { ...common, ...proof };
    return new OnBehalfOfCredential(options);
  }
  if ('certificatePath' in proof) {
    const options = { ...common, ...proof };
    return new OnBehalfOfCredential(options);
  }
  const options = { ...common, ...proof };
  return new OnBehalfOfCredential(options);
}

/** A container as a user sees it, with a token she has exchanged. */
export async function openContainer(
  azure: LocalAzure,
  user: string,
  container: string = world.containers.artifacts,
): Promise<ContainerClient> {
  const assertion = await azure.entra.issueAssertion(user);
  return new BlobServiceClient(
    azure.storage.blobEndpoint,
    createCredential(azure, assertion),
    { retryOptions: { maxTries: 1 } },
  ).getContainerClient(container);
}

/** A container as the account's owner sees it. */
export function openContainerAsOwner(
  azure: LocalAzure,
  container: string = world.containers.artifacts,
): ContainerClient {
  return BlobServiceClient.fromConnectionString(
    azure.storage.connectionString,
  ).getContainerClient(container);
}

/** The names that a listing yields. */
export async function listNames(
  container: ContainerClient,
  prefix?: string,
): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat({ prefix })) {
    names.push(name);
  }
  return names;
}

/** A storage token that a user's own token has been exchanged for. */
export async function exchangeToken(
  azure: LocalAzure,
  user: string,
): Promise<string> {
  const assertion = await azure.entra.issueAssertion(user);
  const credential = createCredential(azure, assertion);
  const { token } = await credential.getToken(
    'https://storage.azure.com/.default',
  );
  return token;
}

/** Sends a request without tidying its path up first, as a client may. */
export async function sendRaw(
  azure: LocalAzure,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const { hostname, port } = new URL(azure.storage.blobEndpoint);
  const request = https.request({
    hostname,
    port,
    path,
    method,
    headers: { 'x-ms-version': '2025-01-05', ...headers },
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) {
    body += chunk;
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** The names that three teams have a blob under, each with its name as content. */
export const sampleNames = {
  payments: 'component/default/payments-api/1/report.txt',
  pay: 'component/default/pay/1/report.txt',
  search: 'component/default/search-indexer/1/report.txt',
};

export async function writeSamples(azure: LocalAzure): Promise<void> {
  const owner = openContainerAsOwner(azure);
  for (const name of Object.values(sampleNames)) {
    await owner.getBlockBlobClient(name).upload(name, name.length);
  }
}

/** What the token endpoint may answer with. */
interface TokenAnswer {
  access_token: string;
  id_token: string;
  refresh_token: string;
  scope: string;
  error: string;
  error_codes: number[];
}

/** Asks the token endpoint, as the portal where the form does not say otherwise. */
export async function requestToken(
  azure: LocalAzure,
  form: Record<string, string>,
): Promise<{ status: number; body: TokenAnswer }> {
  const url = `${azure.entra.browserOrigin}/${azure.tenantId}/oauth2/v2.0/token`;
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: world.portalApp.clientId,
      client_secret: world.portalApp.clientSecret,
      ...form,
    }),
  });
  return { status: response.status, body: await response.json() };
}
