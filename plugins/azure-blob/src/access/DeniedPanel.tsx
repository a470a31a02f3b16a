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
import {
  AzureBlobAccess,
  AzureBlobOwner,
} from 'backstage-plugin-azure-blob-common';
import {
  Problem,
  ProblemCode,
  useExplainProblem,
  WhyNotice,
} from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { AccessStepList } from './AccessStepList';
import { HeldScope } from './HeldScope';
import { SignOutButton } from './SignOutButton';

/** What the owners of an entity have a part in. */
const ROLE_CODES: ProblemCode[] = ['PermissionDenied', 'NoOwner', 'NoRole'];

/** Props of {@link DeniedPanel}. */
export interface DeniedPanelProps {
  access: AzureBlobAccess;
  onRetry(): void;
}

/** Tells somebody whose this is, who she is here, and where she was stopped. */
export function DeniedPanel({ access, onRetry }: DeniedPanelProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const code = access.denial?.code ?? 'NoRole';
  const problem = useMemo<Problem>(
    () => ({ code, status: 403, time: new Date().toISOString() }),
    [code],
  );
  const user = parseEntityRef(access.user.entityRef);
  const isGuest = user.name === 'guest';
  const isLeaving = isGuest || code === 'GuestNotAllowed';
  const { title, advice } = useDenialTexts(access, problem, isGuest);
  const groups = access.user.groups
    .map(ref => parseEntityRef(ref))
    .filter(({ kind }) => kind !== 'user')
    .map(({ name }) => name)
    .join(', ');

  return (
    <WhyNotice
      entityRef={access.entityRef}
      icon={<RiLockLine />}
      title={title}
      actions={isLeaving && <SignOutButton />}
      problem={problem}
      summary={
        <AccessStepList
          code={code}
          entityRef={access.entityRef}
          access={access}
        />
      }
      footer={
        <>
          {code === 'ScopeHeld' && (
            <HeldScope entityRef={access.entityRef} onConfirmed={onRetry} />
          )}
          <OwnerLinks owners={access.owners} />
          <Text
            as="p"
            variant="body-small"
            color="secondary"
            style={{ margin: 0 }}
          >
            {t('access.code')}: {code}
          </Text>
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
    </WhyNotice>
  );
}

function OwnerLinks({ owners }: { owners: AzureBlobOwner[] }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (owners.length === 0) {
    return null;
  }
  return (
    <Text as="p" style={{ margin: 0 }}>
      {t('access.denied.owners')}:{' '}
      {owners.map((owner, index) => (
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
  );
}

function useDenialTexts(
  access: AzureBlobAccess,
  problem: Problem,
  isGuest: boolean,
) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explained = useExplainProblem()(problem);
  const { kind } = parseEntityRef(access.entityRef);
  const owner = access.owners.map(({ title }) => title).join(', ');
  if (problem.code === 'Locked') {
    const advice = [access.denial?.message, explained.advice];
    return { ...explained, advice: advice.filter(Boolean).join(' ') };
  }
  if (!ROLE_CODES.includes(problem.code)) {
    return explained;
  }
  if (problem.code === 'PermissionDenied') {
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
