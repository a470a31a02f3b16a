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

import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '../common';
import { CheckIcon, CheckList } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { needsAttention, RankedSection } from './rankSections';
import styles from './Admin.module.css';

/** One part of the installation: how it is, and what to do about it. */
export function StatusRow({ section }: { section: RankedSection }) {
  const { title, state, worst, checks } = section;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Accordion bg="neutral" defaultExpanded={needsAttention(state)}>
      <AccordionTrigger>
        <span className={styles.line} data-state={state}>
          <CheckIcon state={state} />
          <span className={styles.words}>
            <span className={styles.title}>{title}</span>
            <span className={styles.state}>
              {t(`diagnosis.state.${state}`)}
              {worst?.since && (
                <>
                  {' '}
                  {t('diagnosis.since')} <RelativeTime time={worst.since} />
                </>
              )}
            </span>
            <span className={styles.summary}>
              {worst && (worst.message ?? worst.title)}
            </span>
          </span>
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <div className={styles.checks}>
          <CheckList checks={checks} />
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
