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

import { microsoftAuthApiRef } from '@backstage/core-plugin-api';
import { FakeStepUp } from '../src/__testUtils__';
import { refuse } from './createStateApi';
import { stateApis } from './devApi';

type MicrosoftAuth = typeof microsoftAuthApiRef.T;

/** Steps up after a moment; that helps in one of the two states only. */
export function createDevStepUp(): FakeStepUp {
  const stepUp = new FakeStepUp();
  stepUp.answer = async () => {
    await new Promise(resolve => setTimeout(resolve, 600));
    const helped = stateApis.get('component:default/step-up');
    if (helped) {
      helped.errors = {};
    }
    const refused = stateApis.get('component:default/step-up-useless');
    if (refused) {
      await refuse(refused, 'step-up-useless');
    }
  };
  return stepUp;
}

/** Signs in after a moment, and then every state is signed in. */
export function createDevMicrosoftAuth(): MicrosoftAuth {
  const never: ReturnType<MicrosoftAuth['sessionState$']> = {
    subscribe: () => ({ unsubscribe() {}, closed: true }),
    [Symbol.observable]: () => never,
  };
  return {
    getAccessToken: async (_scope, options) => {
      if (options?.instantPopup) {
        await new Promise(resolve => setTimeout(resolve, 600));
        stateApis.forEach(api => {
          api.isSignedIn = true;
        });
      }
      return 'a token for looking at things';
    },
    getIdToken: async () => '',
    getProfile: async () => undefined,
    getBackstageIdentity: async () => undefined,
    signIn: async () => {},
    signOut: async () => {},
    sessionState$: () => never,
  };
}
