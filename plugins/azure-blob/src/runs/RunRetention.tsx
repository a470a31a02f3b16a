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

import { RiTimerLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRetention } from 'backstage-plugin-azure-blob-common';
import { formatAbsoluteTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './RunHeader.module.css';

/** What a lifecycle rule is going to do with a run, and when. */
export function RunRetention(props: { retention?: AzureBlobRetention }) {
  const { retention } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (!retention) {
    return null;
  }
  const { action, at, rule } = retention;
  const date = new Date(at).toLocaleDateString(undefined, {
    dateStyle: 'medium',
  });
  return (
    <Text
      as="p"
      variant="body-small"
      color="secondary"
      className={styles.retention}
      title={formatAbsoluteTime(at)}
    >
      <RiTimerLine size={16} aria-hidden />
      <span>{t(`runs.retention.${action}`, { date, rule })}</span>
    </Text>
  );
}
