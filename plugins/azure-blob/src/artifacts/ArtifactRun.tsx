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

import { RiArrowLeftLine, RiFileForbidLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobRunFilter,
} from 'backstage-plugin-azure-blob-common';
import { useUrlState } from '../common';
import { describeProblem, WhyNotice } from '../diagnosis';
import {
  LatestRunNote,
  NOTHING_OPEN,
  RunHeader,
  RunsState,
  useRun,
} from '../runs';
import { azureBlobTranslationRef } from '../translation';
import { CompareRuns } from './compare';
import { FolderView } from './folder';
import { RunActions } from './RunActions';
import styles from './ArtifactRuns.module.css';

/** Props of {@link ArtifactRun}. */
export interface ArtifactRunProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** Of the run; `undefined` until it is known. */
  id: string | undefined;
  runs: RunsState;
  /** Whether it is shown for being the latest that the filter leaves. */
  isLatest: boolean;
  filter: AzureBlobRunFilter;
}

/** One run: what is known of it, and its files or how they differ from another's. */
export function ArtifactRun(props: ArtifactRunProps) {
  const { access, entityRef, location, id, runs, isLatest, filter } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useUrlState();
  const details = useRun(entityRef, location, id);
  const listed = runs.items?.find(run => run.id === id);
  const base = url.get('compare');
  const isGone =
    !listed &&
    details.error !== undefined &&
    describeProblem(details.error).code === 'RunNotFound';

  if (isGone) {
    return (
      <WhyNotice
        entityRef={entityRef}
        location={location}
        icon={<RiFileForbidLine />}
        title={t('runs.header.goneTitle')}
        actions={
          <Button
            variant="secondary"
            size="medium"
            onPress={() => url.update({ ...NOTHING_OPEN, run: undefined })}
          >
            {t('runs.header.goneLatest')}
          </Button>
        }
      >
        <Text as="p" style={{ margin: 0 }}>
          {t('runs.header.goneAdvice')}
        </Text>
      </WhyNotice>
    );
  }
  // Whichever was asked for last: a run that runs changes.
  const run = details.value ?? listed ?? { id: id ?? '', status: 'unknown' };
  return (
    <div className={styles.main}>
      {isLatest && id !== undefined && (
        <LatestRunNote
          entityRef={entityRef}
          location={location}
          filter={filter}
        />
      )}
      <RunHeader
        run={run}
        details={details.value}
        isPending={!listed && details.isPending && !details.value}
      >
        <Button
          variant="tertiary"
          className={styles.back}
          iconStart={<RiArrowLeftLine />}
          onPress={() => url.update({ ...NOTHING_OPEN, path: url.get('path') })}
        >
          {t('runs.header.all')}
        </Button>
        {id !== undefined && (
          <RunActions
            access={access}
            entityRef={entityRef}
            location={location}
            run={run}
          />
        )}
      </RunHeader>
      {base !== undefined && id !== undefined ? (
        <CompareRuns
          key={`${base} ${id}`}
          access={access}
          entityRef={entityRef}
          location={location}
          base={base}
          head={run}
          runs={runs}
        />
      ) : (
        <FolderView
          key={id}
          access={access}
          entityRef={entityRef}
          location={location}
          root={id === undefined ? undefined : `${id}/`}
        />
      )}
    </div>
  );
}
