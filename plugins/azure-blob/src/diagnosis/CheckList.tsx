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
import { RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { Check } from './Check';
import { CheckIcon } from './CheckIcon';
import { FixList } from './FixList';
import styles from './CheckList.module.css';

/** Props of {@link CheckList}. */
export interface CheckListProps {
  checks: Check[];
  /** The id of the check that nothing got past. */
  stoppedAt?: string;
}

/** Shows how checks went: what was found, and what mends it. */
export function CheckList({ checks, stoppedAt }: CheckListProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const stop = checks.findIndex(({ id }) => id === stoppedAt);

  return (
    <ul className={styles.checks} aria-label={t('diagnosis.checks')}>
      {checks.map((check, index) => {
        const { id, title, state, since, message, fixes } = check;
        const isRead = state === 'failed' || state === 'warning';
        const isBehind = state === 'skipped' && stop >= 0 && index > stop;
        return (
          <li key={id} className={styles.check} data-state={state}>
            <CheckIcon state={state} />
            <span className={styles.title}>{title}</span>
            <span className={styles.state}>
              {t(`diagnosis.state.${isBehind ? 'notReached' : state}`)}
              {since && (
                <>
                  {' '}
                  {t('diagnosis.since')} <RelativeTime time={since} />
                </>
              )}
              {message && !isRead && ` · ${message}`}
            </span>
            {message && isRead && <p className={styles.message}>{message}</p>}
            {fixes && fixes.length > 0 && (
              <div className={styles.fixes}>
                <FixList fixes={fixes} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
