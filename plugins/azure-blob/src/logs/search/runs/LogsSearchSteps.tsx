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

import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../../artifacts/names';
import { formatNumber } from '../../../common';
import { azureBlobTranslationRef } from '../../../translation';
import { useLogUrl } from '../../useLogUrl';
import { ToolButton } from '../../viewer/ToolButton';
import { toHitParams } from './toHitParams';
import { FoundLog, LogsSearchState } from './useLogsSearch';
import styles from './LogsSearch.module.css';

/** Props of {@link LogsSearchSteps}. */
export interface LogsSearchStepsProps {
  search: LogsSearchState;
  /** The logs in which it was found, in the order of the results. */
  found: FoundLog[];
  /** The path of the log that is open. */
  open: string;
}

/** What the results come down to while one of the logs is read. */
export function LogsSearchSteps(props: LogsSearchStepsProps) {
  const { search, found, open } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useLogUrl();
  const index = found.findIndex(({ path }) => path === open);
  const query = search.request?.query;
  const go = (to: number) => {
    const log = found.at(to % found.length);
    if (log) {
      const params = toHitParams(log, log.hits[0], query);
      // From log to log, going back is to lead to the results.
      url.update(params, { replace: true });
    }
  };
  const number = formatNumber(found.length);
  let words: string = t('logsSearch.inLogs', { count: found.length, number });
  if (index >= 0) {
    const place = { index: formatNumber(index + 1), total: number };
    words = t('logsSearch.position', place);
  } else if (search.state === 'running') {
    words = t('logSearch.searching');
  }
  return (
    <div className={styles.steps}>
      <bdi className={styles.query}>{toVisible(query?.q ?? '')}</bdi>
      <Text role="status" color="secondary" className={styles.position}>
        {words}
      </Text>
      <ToolButton
        label={t('logsSearch.previousLog')}
        icon={<RiArrowUpLine />}
        isDisabled={found.length === 0}
        onPress={() => go(index < 0 ? -1 : index - 1)}
      />
      <ToolButton
        label={t('logsSearch.nextLog')}
        icon={<RiArrowDownLine />}
        isDisabled={found.length === 0}
        onPress={() => go(index + 1)}
      />
    </div>
  );
}
