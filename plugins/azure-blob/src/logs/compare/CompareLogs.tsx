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

import { ReactNode, useCallback } from 'react';
import {
  RiArrowLeftLine,
  RiArrowLeftRightLine,
  RiCheckLine,
} from '@remixicon/react';
import { Alert, ButtonLink, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../../api';
import { toVisible } from '../../artifacts/names';
import { formatNumber, Notice, SkeletonRows, useRequest } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { NO_LOG, toLineParams, useLogUrl } from '../useLogUrl';
import { LogDiffView } from './LogDiffView';
import styles from './CompareLogs.module.css';

/** Props of {@link CompareLogs}. */
export interface CompareLogsProps {
  entityRef: string;
  location: string;
  /** The paths of both logs, relative to the scope. */
  base: string;
  head: string;
  renderError(error: unknown, onRetry: () => void): ReactNode;
}

/** What differs between two logs, line by line. */
export function CompareLogs(props: CompareLogsProps) {
  const { entityRef, location, base, head, renderError } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const api = useApi(azureBlobApiRef);
  const url = useLogUrl();
  const { value, error, retry } = useRequest(
    useCallback(
      signal =>
        api.compareLogs({ entityRef, location, base, head }, { signal }),
      [api, entityRef, location, base, head],
    ),
  );
  const sides = { base: readSide(base), head: readSide(head) };
  const hrefTo = (side: keyof typeof sides, line?: number) =>
    url.hrefWith({
      ...NO_LOG,
      ...{ run: sides[side].run, path: sides[side].path },
      ...toLineParams(line === undefined ? line : { from: line, to: line }),
    });

  return (
    <section className={styles.compare} aria-labelledby="azure-blob-log-diff">
      <div className={styles.head}>
        <ButtonLink
          size="small"
          variant="tertiary"
          iconStart={<RiArrowLeftLine />}
          href={url.hrefWith({ compare: undefined })}
        >
          {t('logCompare.back')}
        </ButtonLink>
        <Text
          as="h3"
          id="azure-blob-log-diff"
          weight="bold"
          className={styles.title}
        >
          {t('logCompare.title', {
            base: toVisible(base),
            head: toVisible(head),
          })}
        </Text>
        <ButtonLink
          size="small"
          variant="secondary"
          iconStart={<RiArrowLeftRightLine />}
          href={url.hrefWith({
            ...NO_LOG,
            ...{ run: sides.base.run, path: sides.base.path },
            compare: head,
          })}
        >
          {t('logCompare.swap')}
        </ButtonLink>
      </div>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.note}
      >
        {t('logCompare.normalized')}
      </Text>
      {value && !value.isComplete && (
        <Alert
          status="warning"
          icon
          title={t('logCompare.incomplete', {
            base: formatNumber(value.base.lines),
            head: formatNumber(value.head.lines),
          })}
        />
      )}
      {error !== undefined && renderError(error, retry)}
      {!value && error === undefined && (
        <div aria-busy>
          <Text role="status" color="secondary">
            {t('logCompare.loading')}
          </Text>
          <SkeletonRows height={20} />
        </div>
      )}
      {value && value.hunks.every(({ kind }) => kind === 'same') && (
        <Notice icon={<RiCheckLine />} title={t('logCompare.same')} />
      )}
      {value && value.hunks.some(({ kind }) => kind !== 'same') && (
        <LogDiffView
          {...{ entityRef, location, base, head, hrefTo }}
          comparison={value}
        />
      )}
    </section>
  );

  /** A log's run is the first folder of its path, where there are runs. */
  function readSide(path: string): { run?: string; path: string } {
    const run = url.get('run');
    const slash = path.indexOf('/');
    return run === undefined || slash < 0
      ? { path }
      : { run: path.slice(0, slash), path: path.slice(slash + 1) };
  }
}
