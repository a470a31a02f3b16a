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

import { useCallback, useState } from 'react';
import { RiFolderZipLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { formatNumber, useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import {
  FilterField,
  PreviewBanner,
  PreviewNotice,
  PreviewProblem,
  PreviewSkeleton,
  useFiltered,
  usePreviewTarget,
} from '../frame';
import frame from '../frame/Preview.module.css';
import { PreviewFile } from '../open';
import { EntryTable } from './EntryTable';
import { useEntries } from './useEntries';

const NONE: AzureBlobArchiveEntry[] = [];

/** The inside of an archive, of which one member at a time can be opened. */
export function ArchivePreview({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (file.request.entry !== undefined) {
    return (
      <PreviewNotice
        icon={<RiFolderZipLine />}
        title={t('preview.states.nestedTitle')}
      >
        {t('preview.states.nestedText')}
      </PreviewNotice>
    );
  }
  return <Entries file={file} />;
}

function Entries({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const api = useApi(azureBlobApiRef);
  const { update } = useUrlState();
  const { onOpenEntry } = usePreviewTarget();
  const [filter, setFilter] = useState('');
  const entries = useEntries(api, file.request);
  const { items, error, isPending, hasMore, problem, total } = entries;
  const shown = useFiltered(items ?? NONE, filter, toText);
  const { loadMore } = entries;
  const known = shown.length;
  const onSeen = useCallback(
    (last: number) => {
      if (hasMore && !isPending && last >= known - 1) {
        loadMore();
      }
    },
    [hasMore, isPending, known, loadMore],
  );

  if (error && !items) {
    return <PreviewProblem error={error} onRetry={entries.retry} />;
  }
  if (!items) {
    return <PreviewSkeleton name={file.name} />;
  }
  const open = (entry: AzureBlobArchiveEntry) =>
    onOpenEntry
      ? onOpenEntry(entry)
      : update({ entry: entry.path, line: undefined });
  const count = total ?? items.length;
  const sum = t('preview.archive.entries', {
    count,
    formatted: formatNumber(count),
  });
  const describe = () => {
    if (known === 0 && items.length > 0) {
      return t('preview.archive.none');
    }
    return hasMore && total === undefined
      ? t('preview.archive.soFar', { entries: sum })
      : sum;
  };

  return (
    <>
      <div className={frame.bar}>
        <FilterField value={filter} onChange={setFilter} />
        <span className={frame.count} role="status">
          {describe()}
        </span>
        {hasMore && filter !== '' && (
          <Button
            size="small"
            variant="secondary"
            isPending={isPending}
            onPress={loadMore}
          >
            {t('preview.archive.readAll')}
          </Button>
        )}
      </div>
      {problem && <PreviewBanner>{problem}</PreviewBanner>}
      {error !== undefined && (
        <PreviewProblem error={error} onRetry={entries.retry} />
      )}
      {items.length === 0 && !problem ? (
        <p className={frame.nothing}>{t('preview.archive.empty')}</p>
      ) : (
        <EntryTable
          name={file.name}
          entries={shown}
          isOpenEnded={hasMore}
          onOpen={open}
          onSeen={onSeen}
        />
      )}
    </>
  );
}

function toText({ path }: AzureBlobArchiveEntry): string {
  return path;
}
