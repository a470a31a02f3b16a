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

import { CSSProperties } from 'react';
import {
  RiCheckboxCircleFill,
  RiCloseLine,
  RiDownload2Line,
  RiErrorWarningFill,
  RiForbidFill,
  RiQuestionLine,
  RiShareForwardLine,
} from '@remixicon/react';
import { Button, ButtonIcon, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { DisplayName, toVisible } from '../names';
import { Download, DownloadState, isGoing } from './Download';
import { DownloadList } from './DownloadList';
import { FailedDownload } from './FailedDownload';
import { useDescribeDownload } from './useDescribeDownload';
import styles from './DownloadsTray.module.css';

const ICONS: Record<DownloadState, typeof RiCloseLine> = {
  preparing: RiDownload2Line,
  waiting: RiDownload2Line,
  running: RiDownload2Line,
  succeeded: RiCheckboxCircleFill,
  failed: RiErrorWarningFill,
  canceled: RiForbidFill,
  handedOver: RiShareForwardLine,
  unknown: RiQuestionLine,
};

/** One download: how it goes, and what can be done about it. */
export function DownloadRow(props: { download: Download; list: DownloadList }) {
  const { download, list } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const describe = useDescribeDownload();
  const { key, name, state, problem } = download;
  const Icon = ICONS[state];
  const visibleName = toVisible(name);

  return (
    <li className={styles.row} data-state={state}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <span className={styles.name} title={visibleName}>
          <DisplayName name={name} />
        </span>
        {isGoing(download) && <Progress download={download} />}
        <Text variant="body-small" color="secondary" className={styles.how}>
          {describe(download)} {problem && `(${problem.code})`}
        </Text>
        {state === 'failed' && (
          <FailedDownload download={download} onRetry={() => list.retry(key)} />
        )}
      </div>
      {isGoing(download) ? (
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('files.downloads.cancelOf', { name: visibleName })}
          onPress={() => list.cancel(key)}
        >
          {t('files.downloads.cancel')}
        </Button>
      ) : (
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('files.downloads.dismiss', { name: visibleName })}
          onPress={() => list.dismiss(key)}
        />
      )}
    </li>
  );
}

function Progress({ download }: { download: Download }) {
  const { name, state, bytes, size = 0 } = download;
  const share = size > 0 ? Math.min(bytes / size, 1) : 0;
  const isKnown = state === 'running' && size > 0;
  const variables: Record<string, string> = { '--share': `${share * 100}%` };
  return (
    <div
      role="progressbar"
      aria-label={toVisible(name)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isKnown ? Math.floor(share * 100) : undefined}
      className={styles.progress}
      data-known={isKnown}
      style={variables as CSSProperties}
    />
  );
}
