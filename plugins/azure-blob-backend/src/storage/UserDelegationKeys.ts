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

import type { TokenCredential } from '@azure/identity';
import { BlobServiceClient, UserDelegationKey } from '@azure/storage-blob';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { LRUCache } from 'lru-cache';
import { quote } from '../config/quote';
import { AccountConfig } from '../types';
import { StorageOperation, unavailable } from './storageErrors';
import { withRetries } from './withRetries';

const MAX_ENTRIES = 1_000;
const LIFETIME_MS = 60 * 60_000;
/** The clock of storage may be behind, and a key of the future signs nothing. */
const SKEW_MS = 15 * 60_000;
/** What is signed last has to fit into the life of the key. */
const EXPIRY_MARGIN_MS = 6 * 60_000;
const BUDGET_MS = 15_000;
const DELEGATOR_ROLE = 'Storage Blob Delegator';
const APPLICATION = 'application';

/** Whose key is wanted, and what to ask for it with. */
export interface DelegationKeyRequest {
  /** Who `credential` is of, where the account is read on behalf of users. */
  userOid?: string;
  credential: TokenCredential;
  operation: StorageOperation;
}

interface KeyEntry {
  key: UserDelegationKey;
  usableUntil: number;
}

/**
 * The keys that SAS are signed with, each got as the user it is for. They live
 * for an hour, in the memory of this process only.
 */
export class UserDelegationKeys {
  readonly #entries: LRUCache<string, KeyEntry>;
  readonly #pending = new Map<string, Promise<UserDelegationKey>>();

  private constructor(maxEntries: number) {
    this.#entries = new LRUCache({ max: maxEntries });
  }

  static create(options: { maxEntries?: number } = {}): UserDelegationKeys {
    return new UserDelegationKeys(options.maxEntries ?? MAX_ENTRIES);
  }

  /**
   * @throws `AzureBlobError` with `StorageRoleMissing` where the principal may
   * not have one, and as reading does otherwise.
   */
  async get(request: DelegationKeyRequest): Promise<UserDelegationKey> {
    const { name, endpoint } = request.operation.scope.account;
    const id = JSON.stringify([name, endpoint, getPrincipal(request)]);
    const entry = this.#entries.get(id);
    if (entry && entry.usableUntil > Date.now()) {
      return entry.key;
    }
    this.#entries.delete(id);

    let pending = this.#pending.get(id);
    if (!pending) {
      pending = this.#getAndStore(id, request).finally(() =>
        this.#pending.delete(id),
      );
      this.#pending.set(id, pending);
    }
    return pending;
  }

  async #getAndStore(
    id: string,
    request: DelegationKeyRequest,
  ): Promise<UserDelegationKey> {
    const { credential, operation } = request;
    const { account } = operation.scope;
    const service = new BlobServiceClient(account.endpoint, credential, {
      retryOptions: { maxTries: 1 },
      userAgentOptions: { userAgentPrefix: 'backstage-plugin-azure-blob' },
    });
    const key = await withRetries(
      abortSignal => {
        const startsOn = new Date(Date.now() - SKEW_MS);
        const expiresOn = new Date(startsOn.getTime() + LIFETIME_MS);
        return service.getUserDelegationKey(startsOn, expiresOn, {
          abortSignal,
        });
      },
      { operation, budgetMs: BUDGET_MS },
    ).catch(error => {
      throw isRefusal(error) ? delegatorRoleMissing(account, error) : error;
    });
    if (![key.signedObjectId, APPLICATION].includes(getPrincipal(request))) {
      throw unavailable(operation, { cause: new Error('The key of another') });
    }
    const usableUntil = key.signedExpiresOn.getTime() - EXPIRY_MARGIN_MS;
    this.#entries.set(id, { key, usableUntil });
    return key;
  }
}

function getPrincipal({ userOid, operation }: DelegationKeyRequest): string {
  if (operation.scope.account.identity === 'application') {
    return APPLICATION;
  }
  if (userOid === undefined) {
    throw new Error('A key on behalf of nobody');
  }
  return userOid;
}

/**
 * The firewall of an account answers with the second code too, but the same
 * user has just been answered about the blob by the same account.
 */
function isRefusal(error: unknown): error is AzureBlobError {
  return (
    error instanceof AzureBlobError &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    ['AuthorizationPermissionMismatch', 'AuthorizationFailure'].includes(
      String(error.cause.code),
    )
  );
}

function delegatorRoleMissing(
  { name, identity }: AccountConfig,
  { cause, storageRequestId }: AzureBlobError,
): AzureBlobError {
  const who = identity === 'application' ? 'The API app needs' : 'You need';
  return new AzureBlobError(
    'StorageRoleMissing',
    `${who} the Azure role "${DELEGATOR_ROLE}" on the storage account ${quote(
      name,
    )} for links into storage; a role that has just been given can take up to 10 minutes to work.`,
    {
      cause,
      storageRequestId,
      reason: 'DelegatorRoleMissing',
      missingRole: DELEGATOR_ROLE,
      missingScope: name,
    },
  );
}
