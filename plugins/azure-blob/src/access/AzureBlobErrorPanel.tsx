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

import { useMemo } from 'react';
import { RiErrorWarningLine, RiLockLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { microsoftStepUpApiRef } from '../api';
import {
  describeProblem,
  ProblemCode,
  useExplainProblem,
  WhyNotice,
} from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { AccessStepList } from './AccessStepList';
import { HeldScope } from './HeldScope';
import { WayOut } from './WayOut';

/** What is no fault: the person is asked for something. */
const ASKING: ProblemCode[] = [
  'AssertionMissing',
  'TokenExpired',
  'InteractionRequired',
];

/** Props of {@link AzureBlobErrorPanel}. */
export interface AzureBlobErrorPanelProps {
  error: unknown;
  entityRef: string;
  /** The id of the location, where it is known. */
  location?: string;
  access?: AzureBlobAccess;
  /** What the person came to see. */
  content?: 'artifacts' | 'logs';
  /** Whether it stands in a frame already. */
  isPlain?: boolean;
  onRetry(): void;
}

/** Explains an error: what happened, what to do, the code, and a way out. */
export function AzureBlobErrorPanel(props: AzureBlobErrorPanelProps) {
  const { error, entityRef, location, access, content, isPlain, onRetry } =
    props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const stepUpApi = useApi(microsoftStepUpApiRef);
  const problem = useMemo(() => describeProblem(error), [error]);
  // As it was when the error came: a check that is made later is not in vain.
  const isChecked = useMemo(
    () =>
      problem.code === 'InteractionRequired' &&
      stepUpApi.hasAnswered(problem.claims),
    [problem, stepUpApi],
  );
  const { code, claims, message, retryAfterSeconds } = problem;
  const explained = useExplainProblem()(problem, content);
  const { title, advice } = isChecked
    ? {
        title: t('access.stepUp.uselessTitle'),
        advice: claims
          ? t('access.stepUp.uselessAdvice')
          : t('access.stepUp.uselessAgain'),
      }
    : explained;
  const isAsking = ASKING.includes(code) && !isChecked;
  const asksToWait = retryAfterSeconds !== undefined && code !== 'RateLimited';

  return (
    <WhyNotice
      entityRef={entityRef}
      location={location}
      isPlain={isPlain}
      tone={isAsking ? 'neutral' : 'danger'}
      icon={isAsking ? <RiLockLine /> : <RiErrorWarningLine />}
      title={title}
      actions={
        <WayOut problem={problem} isChecked={isChecked} onRetry={onRetry} />
      }
      problem={problem}
      summary={
        <AccessStepList code={code} entityRef={entityRef} access={access} />
      }
      footer={
        <>
          {code === 'ScopeHeld' && (
            <HeldScope
              entityRef={entityRef}
              location={location}
              onConfirmed={onRetry}
            />
          )}
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
        {code === 'Locked' && `${message} `}
        {advice}{' '}
        {asksToWait &&
          t('access.retryAfter', { seconds: String(retryAfterSeconds) })}
      </Text>
    </WhyNotice>
  );
}
