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

import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { azureBlobTranslationRef } from '../translation';
import { AccessStep } from './accessSteps';
import styles from './AccessStepList.module.css';

const ICONS = {
  passed: RiCheckboxCircleLine,
  failed: RiCloseCircleLine,
  notReached: RiIndeterminateCircleLine,
};

/** Props of {@link AccessStepList}. */
export interface AccessStepListProps {
  steps: AccessStep[];
  entityRef: string;
  access?: AzureBlobAccess;
}

/** Shows how far somebody got on the way to storage. */
export function AccessStepList(props: AccessStepListProps) {
  const { steps, entityRef, access } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const name = parseEntityRef(entityRef).name;
  const owners = access?.owners.map(owner => owner.title).join(', ');

  return (
    <ul className={styles.steps} aria-label={t('access.steps.label')}>
      {steps.map(({ id, state }) => {
        const Icon = ICONS[state];
        return (
          <li key={id} className={styles.step} data-state={state}>
            <Icon size={16} aria-hidden />
            <span>{t(`access.steps.${id}`, { name })}</span>
            <span className={styles.state}>
              {t(`access.steps.${state}`)}
              {id === 'role' && state === 'failed' && (
                <>
                  {', '}
                  {owners
                    ? t('access.steps.roleNone', { owners })
                    : t('access.steps.roleNobody')}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
