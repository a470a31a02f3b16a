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

import { findUserByName } from '../findUserByName';
import { isTextRecord, Switch } from '../switches/switchProtocol';
import { ChangedClaims } from './ChangedClaims';
import { demoStepUp, StepUps } from './StepUps';
import { TokenEndpoint } from './TokenEndpoint';

/** What can be changed in the tenant while it runs. */
export function createEntraSwitches(options: {
  stepUps: StepUps;
  tokens: TokenEndpoint;
  claims: ChangedClaims;
}): Record<string, Switch> {
  return {
    'step-up': ({ user, required }) => {
      if (typeof required !== 'boolean') {
        throw new Error('It is not said whether a check is required.');
      }
      const { name } = findUserByName(`${user}`);
      options.stepUps.require(name, required ? demoStepUp : undefined);
    },
    'exchange-error': ({ user, code }) => {
      if (code !== undefined && !Number.isSafeInteger(code)) {
        throw new Error('The code of an error is a number.');
      }
      const { name } = findUserByName(`${user}`);
      const error = code === undefined ? undefined : { code: Number(code) };
      options.tokens.setExchangeError(name, error);
    },
    claims: ({ user, claims }) => {
      if (claims !== undefined && !isTextRecord(claims)) {
        throw new Error('Claims are texts by name.');
      }
      options.claims.set(findUserByName(`${user}`).name, claims);
    },
  };
}
