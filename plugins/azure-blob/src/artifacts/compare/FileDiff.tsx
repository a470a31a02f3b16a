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

import { useCallback, useEffect, useRef } from 'react';
import { RiCloseLine, RiDownload2Line } from '@remixicon/react';
import { Button, ButtonIcon, ButtonLink, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobDifference,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { SkeletonRows, useRequest, useUrlState } from '../../common';
import { ProblemLine } from '../../diagnosis';
import { runTitle } from '../../runs';
import { azureBlobTranslationRef } from '../../translation';
import { useDownloads } from '../downloads';
import { compareFile } from './compareFile';
import { DiffTable } from './DiffTable';
import styles from './FileDiff.module.css';

/** Props of {@link FileDiff}. */
export interface FileDiffProps {
  entityRef: string;
  location: string;
  base: AzureBlobRun;
  head: AzureBlobRun;
  difference: AzureBlobDifference;
}

/** What differs in one file, line by line where it is text. */
export function FileDiff(props: FileDiffProps) {
  const { entityRef, location, base, head, difference } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const api = useApi(azureBlobApiRef);
  const { update } = useUrlState();
  const { value, error, retry } = useRequest(
    useCallback(
      signal =>
        compareFile(
          api,
          { entityRef, location, base: base.id, head: head.id, difference },
          signal,
        ),
      [api, entityRef, location, base.id, head.id, difference],
    ),
  );
  const section = useRef<HTMLElement>(null);
  const isSettled = value !== undefined || error !== undefined;

  useEffect(() => {
    if (isSettled) {
      section.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isSettled]);

  return (
    <section
      ref={section}
      className={styles.file}
      aria-label={t('runs.diff.label', { path: difference.path })}
    >
      <div className={styles.bar}>
        <code className={styles.path}>
          <bdi>{difference.path}</bdi>
        </code>
        <span className={styles.actions}>
          {difference.before && <SideActions {...props} run={base} />}
          {difference.after && <SideActions {...props} run={head} />}
          <ButtonIcon
            variant="tertiary"
            icon={<RiCloseLine />}
            aria-label={t('runs.diff.close')}
            onPress={() => update({ file: undefined })}
          />
        </span>
      </div>
      {error !== undefined && (
        <div className={styles.state}>
          <ProblemLine error={error} isAdviceShown />
          <Button variant="secondary" onPress={retry}>
            {t('access.retry')}
          </Button>
        </div>
      )}
      {!value && error === undefined && (
        <div aria-busy>
          <Text role="status" color="secondary">
            {t('runs.diff.loading')}
          </Text>
          <SkeletonRows height={20} />
        </div>
      )}
      {value?.state === 'compared' && (
        <DiffTable file={value} path={difference.path} />
      )}
      {value && value.state !== 'compared' && (
        <Text as="p" role="status" className={styles.state}>
          {t(`runs.diff.${value.state}`)}
        </Text>
      )}
    </section>
  );
}

function SideActions(props: FileDiffProps & { run: AzureBlobRun }) {
  const { entityRef, location, difference, run } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useUrlState();
  const downloads = useDownloads(entityRef, location);
  const path = `${run.id}/${difference.path}`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const title = runTitle(run);
  return (
    <span className={styles.side}>
      <ButtonLink
        variant="secondary"
        href={url.hrefWith({
          ...{ run: run.id, file: path },
          ...{ compare: undefined, change: undefined, path: undefined },
        })}
      >
        {t('runs.diff.openIn', { run: title })}
      </ButtonLink>
      <ButtonIcon
        variant="secondary"
        icon={<RiDownload2Line />}
        aria-label={t('runs.diff.download', { run: title })}
        isPending={downloads.isPending(path)}
        onPress={() => downloads.start({ name, path })}
      />
    </span>
  );
}
