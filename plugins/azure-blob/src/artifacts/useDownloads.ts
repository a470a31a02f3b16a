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

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { describeProblem, useExplainProblem } from '../access';
import { azureBlobApiRef } from '../api';
import { useNotify } from '../common';
import { azureBlobTranslationRef } from '../translation';
import {
  IncompleteDownloadError,
  openSink,
  saveResponse,
} from './saveResponse';

/** A file to download. */
export type DownloadItem = Pick<AzureBlobItem, 'name' | 'path' | 'size'>;

/** The downloads of a tab. */
export interface Downloads {
  /** From 0 to 1, while a path is being downloaded. */
  progressOf(path: string): number | undefined;
  start(item: DownloadItem): void;
  cancel(path: string): void;
}

/** Downloads files with the credentials that only a script can send. */
export function useDownloads(entityRef: string, location: string): Downloads {
  const api = useApi(azureBlobApiRef);
  const explain = useExplain();
  const notify = useNotify();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [progress, setProgress] = useState<Record<string, number>>({});
  const running = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const requests = running.current;
    return () => requests.forEach(request => request.abort());
  }, []);

  const start = useCallback(
    async ({ name, path, size }: DownloadItem) => {
      const request = new AbortController();
      const { signal } = request;
      const report = (share: number) =>
        setProgress(current => ({ ...current, [path]: share }));
      try {
        const sink = await openSink(name, size);
        running.current.set(path, request);
        report(0);
        const response = await api.getContent(
          { entityRef, location, path },
          { signal },
        );
        let shown = 0;
        await saveResponse(response, sink, received => {
          const share = size ? Math.min(1, received / size) : 0;
          if (share - shown >= 0.01) {
            shown = share;
            report(share);
          }
        });
        notify({
          title: t('artifacts.download.done', { name }),
          status: 'success',
        });
      } catch (error) {
        const isCanceled =
          signal.aborted ||
          (error instanceof Error && error.name === 'AbortError');
        if (!isCanceled) {
          notify({
            title: t('artifacts.download.failed', { name }),
            description: explain(error),
            status: 'danger',
          });
        }
      } finally {
        running.current.delete(path);
        setProgress(({ [path]: _, ...others }) => others);
      }
    },
    [api, entityRef, location, notify, t, explain],
  );

  return useMemo(
    () => ({
      progressOf: path => progress[path],
      start,
      cancel: path => running.current.get(path)?.abort(),
    }),
    [progress, start],
  );
}

function useExplain(): (error: unknown) => string {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explainProblem = useExplainProblem();
  return useCallback(
    error => {
      if (error instanceof IncompleteDownloadError) {
        return t('artifacts.download.incomplete');
      }
      const problem = describeProblem(error);
      const { title, advice } = explainProblem(problem);
      return `${title} ${advice} (${problem.code})`;
    },
    [t, explainProblem],
  );
}
