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
import { AzureBlobFix } from 'backstage-plugin-azure-blob-common';
import { CodeBlock } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './FixList.module.css';

/** What mends a check, and who can do it. */
export function FixList({ fixes }: { fixes: AzureBlobFix[] }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <ul className={styles.fixes}>
      {fixes.map(({ who, text, command, config }) => (
        <li key={`${who} ${text}`} className={styles.fix}>
          <span>
            <strong>{t(`diagnosis.who.${who}`)}:</strong> {text}
          </span>
          {command && (
            <CodeBlock
              code={command}
              label={t('diagnosis.copyCommand')}
              confirmation={t('diagnosis.commandCopied')}
            />
          )}
          {config && (
            <CodeBlock
              code={config}
              label={t('diagnosis.copyConfig')}
              confirmation={t('diagnosis.configCopied')}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
