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

import { parse, valid } from '../../../config/__testUtils__/configs';
import { ExchangeSummary } from '../../../identity';
import { StatusReader, StatusReaderOptions } from '../StatusReader';
import { StorageAnswer, StorageProbe } from '../StorageProbe';

/** When it is. */
export const NOW = new Date('2026-11-22T12:00:00Z');
/** What storage answers to nobody in particular. */
export const NOBODY = {
  reached: true as const,
  status: 401,
  errorCode: 'NoAuthenticationInformation',
};
/** What storage answers to who has no role. */
export const NO_ROLE = {
  reached: true as const,
  status: 403,
  errorCode: 'AuthorizationPermissionMismatch',
};

/** None yet. */
export const exchanges: ExchangeSummary = {
  since: new Date('2026-11-22T08:00:00Z'),
  successes: 0,
  failures: [],
};

/** A reader of a plain set-up, with answers of storage that are made up. */
export function createReader(
  options: Partial<StatusReaderOptions> = {},
  answers: Partial<
    Record<'account' | 'anonymous' | 'container', StorageAnswer>
  > = {},
) {
  const { account = NOBODY, anonymous = NOBODY, container = NO_ROLE } = answers;
  const probe = Object.assign(StorageProbe.create(), {
    askAccount: jest.fn(async () => account),
    askAnonymously: jest.fn(async () => anonymous),
    askContainer: jest.fn(async () => container),
  });
  const reader = StatusReader.create({
    config: parse(valid),
    databaseClient: 'pg',
    hasPermissionFramework: true,
    getAppToken: async () => ({ token: 'app-token', expiresAt: NOW }),
    summarizeExchanges: () => exchanges,
    probe,
    ...options,
  });
  return { reader, probe };
}

/** One check of what a reader sees. */
export async function readCheck(reader: StatusReader, id: string) {
  const { sections } = await reader.read();
  return sections
    .flatMap(({ checks }) => checks)
    .find(check => check.id === id);
}
