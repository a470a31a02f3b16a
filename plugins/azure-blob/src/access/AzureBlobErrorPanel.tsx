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
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { Notice } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { AccessStepList } from './AccessStepList';
import { listAccessSteps } from './accessSteps';
import { CopyDetailsButton } from './CopyDetailsButton';
import { describeProblem, ProblemCode } from './describeProblem';
import { SignInButton } from './SignInButton';
import { SignOutButton } from './SignOutButton';
import { useExplainProblem } from './useExplainProblem';

const SIGN_IN: ProblemCode[] = ['AssertionMissing', 'TokenExpired'];
const CONTINUE: ProblemCode[] = ['AssertionInvalid', 'InteractionRequired'];

/** Props of {@link AzureBlobErrorPanel}. */
export interface AzureBlobErrorPanelProps {
  error: unknown;
  entityRef: string;
  access?: AzureBlobAccess;
  /** What the person came to see. */
  content?: 'artifacts' | 'logs';
  onRetry(): void;
}

/** Explains an error: what happened, what to do, the code, and a way out. */
export function AzureBlobErrorPanel(props: AzureBlobErrorPanelProps) {
  const { error, entityRef, access, content, onRetry } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const problem = useMemo(() => describeProblem(error), [error]);
  const { code, retryAfterSeconds } = problem;
  const { title, advice } = useExplainProblem()(problem, content);
  const steps = listAccessSteps(code, access);
  const asksToSignIn = SIGN_IN.includes(code);

  return (
    <Notice
      tone={asksToSignIn ? 'neutral' : 'danger'}
      icon={asksToSignIn ? <RiLockLine /> : <RiErrorWarningLine />}
      title={title}
      actions={
        <>
          <WayOut code={code} onRetry={onRetry} />
          <CopyDetailsButton problem={problem} />
        </>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {advice}{' '}
        {retryAfterSeconds !== undefined &&
          t('access.retryAfter', { seconds: String(retryAfterSeconds) })}
      </Text>
      {steps.length > 0 && (
        <AccessStepList steps={steps} entityRef={entityRef} access={access} />
      )}
      <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {t('access.code')}: {code}
      </Text>
    </Notice>
  );
}

function WayOut({ code, onRetry }: { code: ProblemCode; onRetry(): void }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (SIGN_IN.includes(code)) {
    return (
      <SignInButton label={t('access.signIn.button')} onSignedIn={onRetry} />
    );
  }
  if (CONTINUE.includes(code)) {
    return (
      <SignInButton label={t('access.signIn.again')} onSignedIn={onRetry} />
    );
  }
  if (code === 'IdentityMismatch') {
    return <SignOutButton />;
  }
  return (
    <Button size="medium" variant="secondary" onPress={onRetry}>
      {t('access.retry')}
    </Button>
  );
}
