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
import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobErrorPanel,
  DeniedPanel,
  isRefusal,
  LocationNotFound,
} from '../access';
import { azureBlobApiRef } from '../api';
import { TabSkeleton, useRequest } from '../common';
import { describeProblem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { Permalink } from './Permalink';
import { toPermalink } from './toPermalink';

/** Props of {@link LinkProblem}. */
export interface LinkProblemProps {
  link: Permalink;
  error: unknown;
  onRetry(): void;
}

/** Explains why a link could not be followed, as the tab it leads to would. */
export function LinkProblem({ link, error, onRetry }: LinkProblemProps) {
  const api = useApi(azureBlobApiRef);
  const navigate = useNavigate();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { entityRef, location } = link;
  const { code } = describeProblem(error);
  const needsAccess = isRefusal(code);
  const access = useRequest<AzureBlobAccess | undefined>(
    useCallback(
      async signal =>
        // Only for the names of those who can help.
        needsAccess
          ? api.getAccess({ entityRef }, { signal }).catch(() => undefined)
          : undefined,
      [api, entityRef, needsAccess],
    ),
  );

  if (access.isPending) {
    return <TabSkeleton label={t('access.loading')} />;
  }
  if (access.value && !access.value.allowed) {
    return <DeniedPanel access={access.value} onRetry={onRetry} />;
  }
  if (code === 'LocationNotAllowed' && location !== undefined) {
    return (
      <LocationNotFound
        entityRef={entityRef}
        location={location}
        onLeave={() => navigate(toPermalink({ entityRef }))}
      />
    );
  }
  return (
    <AzureBlobErrorPanel
      error={error}
      entityRef={entityRef}
      location={location}
      access={access.value}
      content="artifacts"
      onRetry={onRetry}
    />
  );
}
