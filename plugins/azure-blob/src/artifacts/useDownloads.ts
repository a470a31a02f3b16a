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
import {
  AzureBlobApi,
  AzureBlobItem,
  AzureBlobPathRequest,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { isRefusal } from '../access';
import { useNotify } from '../common';
import { describeProblem, useExplainProblem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { openDownload } from './openDownload';

/** A file to download. */
export type DownloadItem = Pick<AzureBlobItem, 'name' | 'path'>;

/** A download that somebody may not have, or not yet. */
export interface RefusedDownload {
  item: DownloadItem;
  error: unknown;
}

/** The downloads of a tab. */
export interface Downloads {
  /** The last one, until it is dismissed. */
  refused: RefusedDownload | undefined;
  dismiss(): void;
  /** Whether the link for a path is being made. */
  isPending(path: string): boolean;
  start(item: DownloadItem): void;
}

/** Has the browser download files, each by a link that is made for it. */
export function useDownloads(entityRef: string, location: string): Downloads {
  const api = useApi(azureBlobApiRef);
  const [refused, setRefused] = useState<RefusedDownload>();
  const reportFailure = useReportFailure(setRefused);
  const notify = useNotify();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [pending, setPending] = useState<string[]>([]);
  const left = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, []);

  const start = useCallback(
    async (item: DownloadItem) => {
      const { name, path } = item;
      const { signal } = left.current;
      const request = { entityRef, location, path };
      setPending(paths => [...paths, path]);
      try {
        const url = await createLink(api, request, signal);
        openDownload(url, async () => {
          // What came instead cannot be read here: ask what is in the way.
          const error = await findError(api, request);
          reportFailure(item, error);
        });
        notify({
          title: t('artifacts.download.begun', { name }),
          status: 'success',
        });
      } catch (error) {
        if (!signal.aborted) {
          reportFailure(item, error);
        }
      } finally {
        setPending(paths => paths.filter(other => other !== path));
      }
    },
    [api, entityRef, location, notify, t, reportFailure],
  );

  return useMemo(
    () => ({
      isPending: path => pending.includes(path),
      start,
      refused,
      dismiss: () => setRefused(undefined),
    }),
    [pending, start, refused],
  );
}

async function createLink(
  api: AzureBlobApi,
  { path, ...location }: AzureBlobPathRequest,
  signal: AbortSignal,
): Promise<string> {
  const request = { ...location, paths: [path] };
  const {
    links: [link],
  } = await api.createDownloadLinks(request, { signal });
  if (!link.userBound) {
    return link.url;
  }
  // Storage wants a token with it, which a browser does not send by itself.
  const { links } = await api.createDownloadLinks(
    { ...request, mode: 'ticket' },
    { signal },
  );
  return links[0].url;
}

async function findError(
  api: AzureBlobApi,
  request: AzureBlobPathRequest,
): Promise<unknown> {
  try {
    await api.getArtifact(request);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A toast is for what passes: a refusal stays, with its reason and a way out. */
function useReportFailure(
  onRefused: (refused: RefusedDownload) => void,
): (item: DownloadItem, error: unknown) => void {
  const notify = useNotify();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explainProblem = useExplainProblem();
  return useCallback(
    (item, error) => {
      let description: string = t('artifacts.download.broken');
      if (error !== undefined) {
        const problem = describeProblem(error);
        if (isRefusal(problem.code)) {
          onRefused({ item, error });
          return;
        }
        const { title, advice } = explainProblem(problem);
        description = `${title} ${advice} (${problem.code})`;
      }
      notify({
        title: t('artifacts.download.failed', { name: item.name }),
        description,
        status: 'danger',
      });
    },
    [notify, t, explainProblem, onRefused],
  );
}
