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

import { setTimeout as wait } from 'node:timers/promises';
import { isRestError, RestError } from '@azure/core-rest-pipeline';
import type { ContainerClient } from '@azure/storage-blob';
import { CliError } from '../CliError';

const MAX_TRIES = 5;
const MAX_WAIT_SECONDS = 60;

/**
 * Calls storage, waits as long as storage asks where it is busy, and says in a
 * sentence what is wrong where it refuses.
 */
export async function callStorage<T>(
  container: ContainerClient,
  role: 'Storage Blob Data Contributor' | 'Storage Blob Data Reader',
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const seconds = getRetryAfter(error);
      if (seconds === undefined || attempt === MAX_TRIES) {
        throw explain(error, container, role);
      }
      await wait(Math.min(seconds, MAX_WAIT_SECONDS) * 1000);
    }
  }
}

/** Seconds; `undefined` where trying again is no use. */
function getRetryAfter(error: unknown): number | undefined {
  if (!isRestError(error) || ![429, 503].includes(error.statusCode ?? 0)) {
    return undefined;
  }
  const seconds = Number(error.response?.headers.get('retry-after') ?? 1);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 1;
}

function explain(
  error: unknown,
  container: ContainerClient,
  role: string,
): unknown {
  const { accountName, containerName } = container;
  const where = `"${containerName}" of "${accountName}"`;
  if (isRestError(error)) {
    switch (error.statusCode) {
      case 403:
        return new CliError('failed', refused(error, where, container, role));
      case 404:
        return error.code === 'ContainerNotFound'
          ? new CliError('failed', `There is no container ${where}.`)
          : error;
      case 409:
      case 412:
        return error;
      default:
        return new CliError(
          'failed',
          `The container ${where} cannot be used now (${
            error.code ?? error.statusCode ?? 'no answer'
          }). Try again later.`,
        );
    }
  }
  const name = error instanceof Error ? error.name : '';
  return /Credential|Authentication/.test(name)
    ? new CliError(
        'failed',
        'Nobody is signed in to Azure here. In a pipeline use federated sign-in (see the documentation), elsewhere "az login".',
      )
    : error;
}

function refused(
  error: RestError,
  where: string,
  { accountName, containerName }: ContainerClient,
  role: string,
): string {
  if (error.code !== 'AuthorizationPermissionMismatch') {
    return `Azure does not let you use the container ${where} (${
      error.code ?? 403
    }): its firewall may not let this machine in.`;
  }
  return [
    `Azure has not given you the role "${role}" on the container ${where}. An owner of the account gives it with:`,
    `az role assignment create --role "${role}" --assignee <your client id> --scope "$(az storage account show --name ${accountName} --query id --output tsv)/blobServices/default/containers/${containerName}"`,
    'New roles take up to 10 minutes.',
  ].join('\n');
}
