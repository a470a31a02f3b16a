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
import { formatBytes } from '../../common';
import { useExplainProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { Download } from './Download';

/** Puts into words how a download stands. */
export function useDescribeDownload(): (download: Download) => string {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explainProblem = useExplainProblem();
  return useCallback(
    ({ state, bytes, size, rate, problem, request }) => {
      if (state === 'running' && size !== undefined) {
        const progress = t('files.downloads.progress', {
          bytes: formatBytes(bytes),
          size: formatBytes(size),
        });
        return rate === undefined
          ? progress
          : `${progress} · ${t('files.downloads.rate', {
              bytes: formatBytes(Math.round(rate)),
            })}`;
      }
      if (state === 'succeeded') {
        return t('files.downloads.succeeded', {
          size: formatBytes(size ?? bytes),
        });
      }
      if (state !== 'failed') {
        return t(`files.downloads.${state}`);
      }
      if (!problem) {
        return t('files.downloads.broken');
      }
      if (problem.code === 'IntegrityFailed') {
        return t(`files.downloads.integrity.${request.kind}`);
      }
      const { title, advice } = explainProblem(problem);
      const reason = problem.code === 'Locked' ? problem.message : undefined;
      return [title, reason, advice].filter(Boolean).join(' ');
    },
    [t, explainProblem],
  );
}
