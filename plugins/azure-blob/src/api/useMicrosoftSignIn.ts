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

import { useCallback, useState } from 'react';
import {
  configApiRef,
  microsoftAuthApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { microsoftStepUpApiRef } from './microsoftStepUpApiRef';
import { readEntraScope } from './readEntraScope';

/** Why signing in did not work. */
export type SignInFailure =
  | { reason: 'canceled' | 'blocked' | 'notConfigured' }
  | { reason: 'failed'; message: string };

/** A check that the user has to make besides signing in. */
export interface StepUpRequest {
  /** The claims challenge, as JSON, where there is one. */
  claims?: string;
}

/** Signing in with Microsoft, from the click on a button. */
export interface MicrosoftSignIn {
  isPending: boolean;
  failure?: SignInFailure;
  signIn(): Promise<void>;
}

/**
 * Signs in with Microsoft in a popup.
 *
 * @param onSignedIn - called when there is a token for the API
 * @param stepUp - asks for one more check, whatever token there is
 */
export function useMicrosoftSignIn(
  onSignedIn: () => void,
  stepUp?: StepUpRequest,
): MicrosoftSignIn {
  const configApi = useApi(configApiRef);
  const microsoftAuthApi = useApi(microsoftAuthApiRef);
  const stepUpApi = useApi(microsoftStepUpApiRef);
  const isStepUp = stepUp !== undefined;
  const claims = stepUp?.claims;
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<SignInFailure>();

  const signIn = useCallback(async () => {
    const scope = readEntraScope(configApi);
    if (!scope) {
      setFailure({ reason: 'notConfigured' });
      return;
    }
    setFailure(undefined);
    setPending(true);
    try {
      if (isStepUp) {
        await stepUpApi.stepUp(claims);
      } else {
        stepUpApi.forget();
        await microsoftAuthApi.getAccessToken(scope, { instantPopup: true });
      }
      onSignedIn();
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setPending(false);
    }
  }, [claims, configApi, isStepUp, microsoftAuthApi, onSignedIn, stepUpApi]);

  return { isPending, failure, signIn };
}

function explain(error: unknown): SignInFailure {
  const { name, message } =
    error instanceof Error ? error : new Error(String(error));
  if (name === 'PopupRejectedError' && /open auth popup/i.test(message)) {
    return { reason: 'blocked' };
  }
  if (/popup was closed|rejected by user|access_denied/i.test(message)) {
    return { reason: 'canceled' };
  }
  return { reason: 'failed', message };
}
