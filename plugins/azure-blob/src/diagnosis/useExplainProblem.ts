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
import {
  AzureBlobErrorReason,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import { Problem } from './describeProblem';

/** Reasons that call for other words than the code behind which they stand. */
const KEY_BY_REASON = {
  BlockedByPolicy: 'blocked',
  UserNotInCatalog: 'unbound',
  UserUntrusted: 'unbound',
  UserIdMissing: 'unbound',
  ContainerMissing: 'noContainer',
  UserDisabled: 'disabled',
} as const satisfies Partial<Record<AzureBlobErrorReason, string>>;

/** What happened, and what to do, each in a sentence. */
export interface ProblemTexts {
  title: string;
  advice: string;
}

/** Puts a problem into words. */
export function useExplainProblem(): (
  problem: Problem,
  content?: AzureBlobLocationContent,
) => ProblemTexts {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return useCallback(
    ({ code, reason, missingRole: role, missingScope: scope }, content) => {
      if (code === 'StorageRoleMissing') {
        return {
          title:
            role && scope
              ? t('access.storageRole.title', { role, scope })
              : t('access.storageRole.titleUnknown'),
          advice: t('access.storageRole.advice'),
        };
      }
      if (code === 'AssertionMissing' && content) {
        return {
          title: t(`access.signIn.${content}`),
          advice: t('access.signIn.why'),
        };
      }
      if (isTold(reason)) {
        const key = KEY_BY_REASON[reason];
        return {
          title: t(`access.${key}.title`),
          advice: t(`access.${key}.advice`),
        };
      }
      return {
        title: t(`errors.${code}.title`),
        advice: t(`errors.${code}.advice`),
      };
    },
    [t],
  );
}

function isTold(
  reason: string | undefined,
): reason is keyof typeof KEY_BY_REASON {
  return reason !== undefined && Object.hasOwn(KEY_BY_REASON, reason);
}
