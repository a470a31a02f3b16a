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

import { MicrosoftStepUpApi } from '../api';

/** A step-up that needs no popup. */
export class FakeStepUp implements MicrosoftStepUpApi {
  /** The claims that were asked for, oldest first. */
  readonly asked: Array<string | undefined> = [];
  /** What Microsoft does when it is asked. */
  answer: () => Promise<void> = async () => {};
  #isSteppedUp = false;

  async stepUp(claims: string | undefined) {
    await this.answer();
    this.asked.push(claims);
    this.#isSteppedUp = true;
  }

  getToken() {
    return this.#isSteppedUp ? 'a stepped-up token' : undefined;
  }

  hasAnswered(claims: string | undefined) {
    return this.#isSteppedUp && this.asked.at(-1) === claims;
  }

  forget() {
    this.#isSteppedUp = false;
  }
}
