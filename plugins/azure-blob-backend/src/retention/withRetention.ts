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

import {
  AzureBlobItem,
  AzureBlobPage,
} from 'backstage-plugin-azure-blob-common';
import { Scope } from '../types';
import { findRetention } from './findRetention';

/** Adds to the files of a page what is to happen to them. */
export function withRetention<TPage extends AzureBlobPage<AzureBlobItem>>(
  scope: Scope,
  page: TPage,
): TPage {
  if (!scope.account.lifecycle) {
    return page;
  }
  const now = Date.now();
  const items = page.items.map(item => {
    const retention =
      item.kind === 'file' ? findRetention(scope, item, now) : undefined;
    return retention ? { ...item, retention } : item;
  });
  return { ...page, items };
}
