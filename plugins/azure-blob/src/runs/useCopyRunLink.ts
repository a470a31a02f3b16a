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

import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import { useCopy } from '../common';
import { usePermalinkUrl } from '../links/usePermalinkUrl';
import { azureBlobTranslationRef } from '../translation';

/** What a link to a run names. */
export interface RunLink {
  /** The id of a run, or `latest`. */
  run: string;
  /** With `latest`, the branch and status it has to have. */
  branch?: string;
  status?: AzureBlobRunStatus;
}

/** Copies the permanent link to a run. */
export function useCopyRunLink(
  entityRef: string,
  location: string,
): (link: RunLink) => void {
  const copy = useCopy();
  const toUrl = usePermalinkUrl();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return useCallback(
    link => {
      const url = toUrl({ entityRef, location, ...link });
      copy(url, t('runs.latest.copied'));
    },
    [copy, toUrl, t, entityRef, location],
  );
}
