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

import { decodeJwt } from 'jose';
import { Strategy } from 'passport-microsoft';

const GRAPH_AUDIENCES = [
  '00000003-0000-0000-c000-000000000000',
  'https://graph.microsoft.com',
];

/** Asks the emulator's Graph for a profile, where the token is one for it. */
export class LocalMicrosoftStrategy extends Strategy {
  // Every refresh leads here, also one for a token of our API, which Graph
  // would refuse. The authenticator refreshes once more to get the profile.
  userProfile(
    accessToken: string,
    done: (error: unknown, profile?: unknown) => void,
  ): void {
    const { aud } = decodeJwt(accessToken);
    if (!GRAPH_AUDIENCES.some(audience => audience === aud)) {
      done(undefined);
      return;
    }
    super.userProfile(accessToken, done);
  }
}
