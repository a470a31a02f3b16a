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

import { RequestHandler } from 'express';
import { findUserByName } from '../findUserByName';
import { demoStepUp, StepUps } from './StepUps';

/** Nothing that Entra ID has: the switch of the command `step-up`. */
export const stepUpPath = '/local-azure/step-up';

/** A page of another site cannot send this without asking first. */
export const stepUpHeader = 'x-local-azure';

/** Switches Conditional Access on and off for a user of the demo. */
export function createStepUpHandler(stepUps: StepUps): RequestHandler {
  return (request, response) => {
    const { user, required } = Object(request.body);
    if (
      request.headers[stepUpHeader] === undefined ||
      typeof required !== 'boolean'
    ) {
      response.status(400).json({ message: 'Use the command "step-up".' });
      return;
    }
    const { name } = findUserByName(`${user}`);
    stepUps.require(name, required ? demoStepUp : undefined);
    response.status(204).end();
  };
}
