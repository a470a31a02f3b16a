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

import { AzureBlobStatus } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobError,
  AzureBlobStorageToken,
} from 'backstage-plugin-azure-blob-node';
import { ExchangeSummary } from '../../identity';
import { AzureBlobConfig, LocationConfig } from '../../types';
import { withTimeout } from '../../withTimeout';
import { describeCredential } from './describeCredential';
import { describePortal } from './describePortal';
import { describeAccount, describeLocation } from './describeStorage';
import { StorageProbe } from './StorageProbe';

/** Nobody can hammer Azure with the status: a replica looks this often. */
const MAX_AGE_MS = 10_000;
const TIMEOUT_MS = 12_000;

/** What a {@link StatusReader} looks at. */
export interface StatusReaderOptions {
  config: AzureBlobConfig;
  /** `permission.enabled` of the app-config. */
  hasPermissionFramework: boolean;
  /** The kind of database, such as `pg`. */
  databaseClient: string;
  /** Gets a storage token of the app's own. */
  getAppToken(): Promise<AzureBlobStorageToken>;
  /** What came of the exchanges of users. */
  summarizeExchanges(): ExchangeSummary;
  probe?: StorageProbe;
}

/** Finds out how the installation is, for all who ask at about the same time. */
export class StatusReader {
  readonly #options: StatusReaderOptions;
  readonly #probe: StorageProbe;
  #current?: { status: Promise<AzureBlobStatus>; since: number };

  private constructor(options: StatusReaderOptions) {
    this.#options = options;
    this.#probe = options.probe ?? StorageProbe.create();
  }

  static create(options: StatusReaderOptions): StatusReader {
    return new StatusReader(options);
  }

  read(): Promise<AzureBlobStatus> {
    const now = Date.now();
    if (!this.#current || now - this.#current.since >= MAX_AGE_MS) {
      this.#current = { status: this.#look(), since: now };
    }
    return this.#current.status;
  }

  async #look(): Promise<AzureBlobStatus> {
    const { config, hasPermissionFramework, databaseClient } = this.#options;
    const { identity } = config;
    const appToken = this.#getAppToken();
    const [credential, accounts, locations] = await Promise.all([
      appToken,
      Promise.all(
        config.accounts.map(async account => ({
          account,
          answer: await this.#probe.askAccount(account),
        })),
      ),
      Promise.all(
        config.locations.map(location => this.#askLocation(location, appToken)),
      ),
    ]);
    return {
      time: new Date().toISOString(),
      sections: [
        ...describeCredential({
          identity,
          appTokenError: credential.error,
          exchanges: this.#options.summarizeExchanges(),
        }),
        ...accounts.map(found => {
          const { account } = found;
          const asApp = locations
            .filter(({ location }) => location.account === account)
            .map(answers => answers.asApp);
          return describeAccount({ identity, asApp, ...found });
        }),
        ...locations.map(found => describeLocation({ identity, ...found })),
        describePortal({ config, hasPermissionFramework, databaseClient }),
      ],
    };
  }

  async #askLocation(
    location: LocationConfig,
    appToken: Promise<{ token?: string }>,
  ) {
    const { account, container } = location;
    const [anonymous, asApp] = await Promise.all([
      this.#probe.askAnonymously(account, container),
      appToken.then(async ({ token }) =>
        token === undefined
          ? undefined
          : this.#probe.askContainer(account, container, token),
      ),
    ]);
    return { location, anonymous, asApp };
  }

  async #getAppToken(): Promise<{ token?: string; error?: AzureBlobError }> {
    try {
      const { token } = await withTimeout(
        this.#options.getAppToken(),
        TIMEOUT_MS,
      );
      return { token };
    } catch (error) {
      return {
        error:
          error instanceof AzureBlobError
            ? error
            : new AzureBlobError(
                'TokenExchangeUnavailable',
                'Entra ID does not answer.',
                { reason: 'EntraUnreachable', cause: error },
              ),
      };
    }
  }
}
