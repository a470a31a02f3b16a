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

import { Fragment, useMemo } from 'react';
import { RiLockLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { Notice } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { AccessStepList } from './AccessStepList';
import { listAccessSteps } from './accessSteps';
import { CopyDetailsButton } from './CopyDetailsButton';
import { Problem } from './describeProblem';
import { SignOutButton } from './SignOutButton';

/** Tells somebody whose this is, who she is here, and where she was stopped. */
export function DeniedPanel({ access }: { access: AzureBlobAccess }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const code = access.denial?.code ?? 'NoRole';
  const problem = useMemo<Problem>(
    () => ({ code, status: 403, time: new Date().toISOString() }),
    [code],
  );
  const user = parseEntityRef(access.user.entityRef);
  const isGuest = user.name === 'guest';
  const { title, advice } = useDenialTexts(access, isGuest);
  const groups = access.user.groups
    .map(ref => parseEntityRef(ref))
    .filter(({ kind }) => kind !== 'user')
    .map(({ name }) => name)
    .join(', ');

  return (
    <Notice
      icon={<RiLockLine />}
      title={title}
      actions={
        <>
          {isGuest && <SignOutButton />}
          <CopyDetailsButton problem={problem} />
        </>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {isGuest
          ? t('access.denied.guest')
          : t('access.denied.you', {
              user: capitalize(user.name),
              groups: groups || t('access.denied.noGroups'),
            })}{' '}
        {advice}
      </Text>
      <AccessStepList
        steps={listAccessSteps(code, access)}
        entityRef={access.entityRef}
        access={access}
      />
      {access.owners.length > 0 && (
        <Text as="p" style={{ margin: 0 }}>
          {t('access.denied.owners')}:{' '}
          {access.owners.map((owner, index) => (
            <Fragment key={owner.entityRef}>
              {index > 0 && ', '}
              <EntityRefLink
                entityRef={owner.entityRef}
                title={owner.title}
                disableTooltip
              />
            </Fragment>
          ))}
        </Text>
      )}
      <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {t('access.code')}: {code}
      </Text>
    </Notice>
  );
}

function useDenialTexts(access: AzureBlobAccess, isGuest: boolean) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { kind } = parseEntityRef(access.entityRef);
  const owner = access.owners.map(({ title }) => title).join(', ');
  if (access.denial?.code === 'PermissionDenied') {
    return {
      title: t('access.denied.policy'),
      advice: t('access.denied.policyAdvice'),
    };
  }
  if (!owner) {
    return {
      title: t('access.denied.noOwner', { kind }),
      advice: t('access.denied.noOwnerAdvice'),
    };
  }
  return {
    title: t('access.denied.owner', { kind, owner }),
    advice: isGuest
      ? t('access.denied.guestAdvice')
      : t('access.denied.advice'),
  };
}

function capitalize(name: string): string {
  return name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1);
}
