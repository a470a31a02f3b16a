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

import { createApiRef } from '@backstage/core-plugin-api';

/**
 * Asks Microsoft for one more check of the user, where a Conditional Access
 * policy wants one, and keeps the token that proves it.
 */
export interface MicrosoftStepUpApi {
  /**
   * Opens the popup; has to be called from a click.
   *
   * @param claims - the claims challenge, as JSON, where there is one
   */
  stepUp(claims: string | undefined): Promise<void>;
  /** The token of the last check, as long as it is of use. */
  getToken(): string | undefined;
  /**
   * Whether the token at hand was given for these claims: then asking for them
   * once more leads nowhere.
   */
  hasAnswered(claims: string | undefined): boolean;
  /** Back to the token of the ordinary sign-in. */
  forget(): void;
}

/** The step-up of the user who is signed in. */
export const microsoftStepUpApiRef = createApiRef<MicrosoftStepUpApi>({
  id: 'plugin.azure-blob.microsoft-step-up',
});
