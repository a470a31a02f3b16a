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

import { Config } from '@backstage/config';
import { AzureBlobConfig } from '../types';
import { getAuthorityCloud, getBlobCloud } from './clouds';
import { quote } from './quote';

/**
 * What is allowed in the app-config, but should not come about unnoticed: one
 * sentence each.
 */
export function findRisks(config: AzureBlobConfig, root: Config): string[] {
  const risks: string[] = [];
  if (!root.getOptionalBoolean('permission.enabled')) {
    risks.push(
      'The permission framework is off (permission.enabled), so no permission policy is asked: azureBlob.roles alone decides who may read what.',
    );
  }
  const { authorityHost } = config.identity;
  const home = getAuthorityCloud(authorityHost);
  for (const [
    index,
    { name, endpoint, identity },
  ] of config.accounts.entries()) {
    const key = `azureBlob.accounts[${index}]`;
    if (identity === 'application') {
      risks.push(
        `${key}.identity is "application", so everybody reads the account ${quote(
          name,
        )} as the API app: nothing but the rules of the portal stands between a user and its blobs, guests of the tenant are let in as well, and nobody checks that a user's Microsoft account is her own.`,
      );
    }
    const cloud = getBlobCloud(endpoint);
    if (home && cloud && home !== cloud) {
      risks.push(
        `${key} is in the cloud "${cloud}" with the endpoint ${quote(
          endpoint,
        )}, but azureBlob.authorityHost ${quote(
          authorityHost,
        )} is that of the cloud "${home}", whose tokens are not taken there.`,
      );
    }
  }
  return risks;
}
