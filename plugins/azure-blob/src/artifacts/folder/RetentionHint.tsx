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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRetention } from 'backstage-plugin-azure-blob-common';
import { formatAbsoluteTime, formatRelativeTime } from '../../common';
import { azureBlobTranslationRef } from '../../translation';

/** What a lifecycle rule is to do and when, with the rule in a tooltip. */
export function RetentionHint(props: { retention: AzureBlobRetention }) {
  const { action, at, rule } = props.retention;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <span
      title={t('files.retention.rule', { when: formatAbsoluteTime(at), rule })}
    >
      {t(`files.retention.${action}`, { when: formatRelativeTime(at) ?? at })}
    </span>
  );
}
