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

import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { CheckList, ProblemCode } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { listAccessSteps } from './listAccessSteps';

/** Props of {@link AccessStepList}. */
export interface AccessStepListProps {
  code: ProblemCode;
  entityRef: string;
  access?: AzureBlobAccess;
}

/** Shows how far somebody got, as far as her browser knows. */
export function AccessStepList(props: AccessStepListProps) {
  const { code, entityRef, access } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const steps = listAccessSteps(code, access);
  const { name } = parseEntityRef(entityRef);
  const owners = access?.owners.map(owner => owner.title).join(', ');
  if (steps.length === 0) {
    return null;
  }

  const isRoleMissing = code === 'NoRole' || code === 'NoOwner';
  const noRole = owners
    ? t('access.steps.roleNone', { owners })
    : t('access.steps.roleNobody');
  return (
    <CheckList
      checks={steps.map(({ id, state }) => ({
        id,
        state,
        title: t(`access.steps.${id}`, { name }),
        message: id === 'role' && isRoleMissing ? noRole : undefined,
      }))}
      stoppedAt={steps.find(({ state }) => state === 'failed')?.id}
    />
  );
}
