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

import { RiMicrosoftFill } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SignInFailure, StepUpRequest, useMicrosoftSignIn } from '../api';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link SignInButton}. */
export interface SignInButtonProps {
  label: string;
  /** Asks for one more check, and not for a sign-in alone. */
  stepUp?: StepUpRequest;
  onSignedIn(): void;
}

/** Signs in with Microsoft, and says in place why that did not work. */
export function SignInButton(props: SignInButtonProps) {
  const { label, stepUp, onSignedIn } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { signIn, isPending, failure } = useMicrosoftSignIn(onSignedIn, stepUp);

  const explain = (reason: SignInFailure) =>
    reason.reason === 'failed'
      ? t('access.signIn.failed', { message: reason.message })
      : t(`access.signIn.${reason.reason}`);

  return (
    <>
      <Button
        size="medium"
        iconStart={<RiMicrosoftFill />}
        isPending={isPending}
        onPress={signIn}
      >
        {label}
      </Button>
      {failure && (
        <Text as="p" role="alert" style={{ margin: 0, flexBasis: '100%' }}>
          {explain(failure)}
        </Text>
      )}
    </>
  );
}
