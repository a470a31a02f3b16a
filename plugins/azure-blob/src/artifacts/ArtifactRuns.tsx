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

import { useEffect, useMemo, useState } from 'react';
import { RiFilterOffLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../access';
import { Notice, useUrlState } from '../common';
import {
  isFiltered,
  LATEST,
  NO_FILTER,
  NOTHING_OPEN,
  readRunFilter,
  RunFilterBar,
  RunList,
  useRuns,
} from '../runs';
import { azureBlobTranslationRef } from '../translation';
import { ArtifactRun } from './ArtifactRun';
import { EmptyArtifacts } from './EmptyArtifacts';
import styles from './ArtifactRuns.module.css';

/** Props of {@link ArtifactRuns}. */
export interface ArtifactRunsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
}

/** The runs of a location, beside the files of one of them. */
export function ArtifactRuns(props: ArtifactRunsProps) {
  const { access, entityRef, location } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useUrlState();
  const { get, update } = url;
  // A span ends when the tab is opened: its pages have to belong together.
  const [now] = useState(Date.now);
  const filter = useMemo(() => readRunFilter(get, now), [get, now]);
  const runs = useRuns(entityRef, location, filter);
  const chosen = get('run');
  const isLatest = chosen === LATEST;
  const newest = runs.items?.[0]?.id;
  const selected = isLatest ? newest : chosen ?? newest;
  const hasFilter = isFiltered(filter);
  const hasFile = get('file') !== undefined;

  useEffect(() => {
    if (!chosen && newest) {
      update({ ...NOTHING_OPEN, location, run: newest }, { replace: true });
    }
  }, [chosen, newest, location, update]);

  const isNothing =
    runs.items?.length === 0 && (!chosen || isLatest) && !runs.hasMore;
  if (isNothing && !hasFilter && runs.index?.state === 'ready') {
    return <EmptyArtifacts entityRef={entityRef} location={location} />;
  }
  const run = (
    <ArtifactRun
      {...props}
      id={selected}
      runs={runs}
      isLatest={isLatest}
      filter={filter}
    />
  );
  if (get('compare') !== undefined && selected !== undefined) {
    return run;
  }
  return (
    <>
      <div className={styles.filters} data-file={hasFile}>
        <RunFilterBar
          url={url}
          location={location}
          branches={runs.branches}
          isFiltered={hasFilter}
        />
      </div>
      {Boolean(runs.error) && !runs.items && (
        <AzureBlobErrorPanel
          error={runs.error}
          entityRef={entityRef}
          location={location}
          access={access}
          content="artifacts"
          onRetry={runs.retry}
        />
      )}
      {isNothing && hasFilter && (
        <Notice
          icon={<RiFilterOffLine />}
          title={t('runs.list.noneFits')}
          actions={
            <Button
              variant="secondary"
              size="medium"
              onPress={() => update({ ...NO_FILTER, run: undefined })}
            >
              {t('runs.filters.clear')}
            </Button>
          }
        />
      )}
      {!(runs.error && !runs.items) && !(isNothing && hasFilter) && (
        <div className={styles.columns} data-file={hasFile}>
          <RunList
            runs={runs}
            selected={selected}
            isFiltered={hasFilter}
            onClear={() => update(NO_FILTER)}
            onSelect={id => update({ ...NOTHING_OPEN, location, run: id })}
          />
          {run}
        </div>
      )}
    </>
  );
}
