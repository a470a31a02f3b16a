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

import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Problem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { RetryCountdown } from './RetryCountdown';
import { SignInButton } from './SignInButton';
import { SignOutButton } from './SignOutButton';

/** Props of {@link WayOut}. */
export interface WayOutProps {
  problem: Problem;
  /** Whether the check that is asked for has been made, in vain. */
  isChecked: boolean;
  onRetry(): void;
}

/** What another sign-in would not change. */
const IN_CATALOG: Array<Problem['reason']> = [
  'UserNotInCatalog',
  'UserUntrusted',
  'UserIdMissing',
];

/** The button that leads on from a problem. */
export function WayOut({ problem, isChecked, onRetry }: WayOutProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { code, reason, claims, time, retryAfterSeconds } = problem;
  switch (code) {
    case 'AssertionMissing':
    case 'TokenExpired':
      return (
        <SignInButton label={t('access.signIn.button')} onSignedIn={onRetry} />
      );
    case 'AssertionInvalid':
      return (
        <SignInButton label={t('access.signIn.again')} onSignedIn={onRetry} />
      );
    case 'GuestNotAllowed':
      return <SignOutButton />;
    default:
  }
  if (code === 'IdentityMismatch' && !IN_CATALOG.includes(reason)) {
    return <SignOutButton />;
  }
  if (code === 'InteractionRequired' && !isChecked) {
    return (
      <SignInButton
        label={t('access.signIn.again')}
        stepUp={{ claims }}
        onSignedIn={onRetry}
      />
    );
  }
  if (code === 'RateLimited' && retryAfterSeconds) {
    return (
      <RetryCountdown
        key={time}
        seconds={retryAfterSeconds}
        onRetry={onRetry}
      />
    );
  }
  return (
    <Button size="medium" variant="secondary" onPress={onRetry}>
      {t('access.retry')}
    </Button>
  );
}
