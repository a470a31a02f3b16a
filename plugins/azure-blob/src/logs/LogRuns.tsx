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

import { useEffect } from 'react';
import { RiFolderOpenLine } from '@remixicon/react';
import { Button, Select, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../access';
import { useUrlState } from '../common';
import { WhyNotice } from '../diagnosis';
import { RunHeader, runTitle, useRuns } from '../runs';
import { azureBlobTranslationRef } from '../translation';
import { LogFolder } from './LogFolder';
import { LogsSearch, LogsSearchButton, useReturnFocus } from './search/runs';
import { NO_LOG } from './useLogUrl';
import styles from './LogRuns.module.css';

/** Props of {@link LogRuns}. */
export interface LogRunsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** The file of each run that is no log, below its folder. */
  manifest?: string;
}

/** A choice of runs, and the logs of the one that is chosen. */
export function LogRuns(props: LogRunsProps) {
  const { access, entityRef, location, manifest } = props;
  const { get, update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const runs = useRuns(entityRef, location);
  const isSearching = get('runs') !== undefined;
  const searchButton = useReturnFocus(isSearching);
  const chosen = get('run');
  const newest = runs.items?.[0]?.id;
  const selected = chosen ?? newest;
  const known = runs.items?.find(({ id }) => id === selected);
  const run = known ?? { id: selected ?? '', status: 'unknown' as const };

  useEffect(() => {
    if (!chosen && newest) {
      update({ location, run: newest }, { replace: true });
    }
  }, [chosen, newest, location, update]);

  const toLabel = (option: AzureBlobRun) =>
    [
      runTitle(option),
      t(`artifacts.runs.status.${option.status}`),
      option.branch,
    ]
      .filter(Boolean)
      .join(' · ');

  if (runs.error && !runs.items) {
    return (
      <AzureBlobErrorPanel
        error={runs.error}
        entityRef={entityRef}
        location={location}
        access={access}
        content="logs"
        onRetry={runs.retry}
      />
    );
  }
  if (runs.items?.length === 0 && !chosen) {
    return (
      <WhyNotice
        entityRef={entityRef}
        location={location}
        icon={<RiFolderOpenLine />}
        title={t('logs.emptyTitle')}
      >
        <Text as="p" style={{ margin: 0 }}>
          {t('logs.emptyDescription')}
        </Text>
      </WhyNotice>
    );
  }
  const options = runs.items ?? [];
  const isComparing = get('compare') !== undefined;
  return (
    <div className={styles.runs}>
      <div className={styles.bar}>
        <Select
          className={styles.select}
          aria-label={t('artifacts.runs.select')}
          isDisabled={!runs.items}
          search
          options={(known || !selected ? options : [run, ...options]).map(
            option => ({ value: option.id, label: toLabel(option) }),
          )}
          selectedKey={selected ?? null}
          onSelectionChange={key =>
            update({ ...NO_LOG, location, run: String(key) })
          }
        />
        {runs.hasMore && (
          <Button
            size="small"
            variant="tertiary"
            className={styles.more}
            isPending={runs.isPending}
            onPress={runs.loadMore}
          >
            {t('artifacts.runs.more')}
          </Button>
        )}
        <div className={styles.header}>
          <RunHeader run={run} isPending={!known && !runs.items} />
        </div>
        {selected !== undefined && !isSearching && !isComparing && (
          <LogsSearchButton
            ref={searchButton}
            className={styles.search}
            hint={t('logsSearch.openHint')}
            onPress={() => update({ runs: '1', until: selected })}
          />
        )}
      </div>
      {isSearching && selected !== undefined && runs.items && (
        <LogsSearch
          entityRef={entityRef}
          location={location}
          run={selected}
          runs={runs.items}
        />
      )}
      <LogFolder
        key={selected}
        access={access}
        entityRef={entityRef}
        location={location}
        root={selected === undefined ? undefined : `${selected}/`}
        run={selected === undefined ? undefined : run}
        manifest={manifest}
      />
    </div>
  );
}
