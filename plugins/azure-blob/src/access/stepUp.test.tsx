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

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createResponseError,
  createStepUpDiagnosis,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from '../artifacts';
import { LogsContent } from '../logs';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

function challenge(claims = CLAIMS) {
  return createResponseError('InteractionRequired', {
    status: 401,
    headers: {
      'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa(
        claims,
      )}"`,
    },
  });
}

const continueButton = { name: 'Continue with Microsoft' };

describe('step-up', () => {
  it('should hand the claims on, and go on in the same place', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.listArtifacts = await challenge();
    const { stepUp, getAccessToken } = renderTab(<ArtifactsContent />, api, {
      url: '/?location=artifacts&run=1284&path=1284/reports/unit/',
    });
    expect(
      await screen.findByText('Your organisation asks for one more check.'),
    ).toBeVisible();
    expect(stepUp.asked).toEqual([]);

    stepUp.answer = async () => {
      api.errors = {};
    };
    await user.click(screen.getByRole('button', continueButton));
    expect(await screen.findByText('junit.xml')).toBeVisible();
    expect(stepUp.asked).toEqual([CLAIMS]);
    expect(getAccessToken).not.toHaveBeenCalled();
    expect(api.requestsOf<{ path: string }>('listArtifacts').at(-1)).toEqual(
      expect.objectContaining({ path: '1284/reports/unit/' }),
    );
  });

  it('should keep a log at its line while it is asked for a check', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.getLogLines = await challenge();
    const { stepUp } = renderTab(<LogsContent />, api, {
      url: '/?location=logs&run=1284&path=build.log&line=7000',
    });
    const log = await screen.findByRole('grid', { name: 'Lines of build.log' });
    stepUp.answer = async () => {
      api.errors = {};
    };
    await user.click(await screen.findByRole('button', continueButton));
    expect(
      await screen.findByText(
        (_, element) =>
          /src\/ledger.test.ts line 7000$/.test(element?.textContent ?? ''),
        { selector: '[role=gridcell]' },
      ),
    ).toBeVisible();
    expect(screen.getByRole('grid', { name: 'Lines of build.log' })).toBe(log);
  });

  it('should not ask again for what was given in vain', async () => {
    const user = userEvent.setup();
    const world = createDemoWorld();
    world.diagnosis = createStepUpDiagnosis();
    const api = new FakeAzureBlobApi(world);
    api.errors.listRuns = await challenge();
    const { stepUp } = renderTab(<ArtifactsContent />, api);
    stepUp.answer = async () => {
      api.errors.listRuns = await challenge();
    };
    await user.click(await screen.findByRole('button', continueButton));

    expect(
      await screen.findByText(/was made, but it does not reach storage/),
    ).toBeVisible();
    expect(screen.getByText(/does not pass the question/)).toBeVisible();
    expect(screen.queryByRole('button', continueButton)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    expect(
      await screen.findByText(/Wrap the Microsoft provider/),
    ).toBeVisible();

    const other = CLAIMS.replace('c1', 'c2');
    api.errors.listRuns = await challenge(other);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await user.click(await screen.findByRole('button', continueButton));
    expect(stepUp.asked).toEqual([CLAIMS, other]);
  });

  it('should ask without claims where there is no challenge', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.listRuns = await challenge('{}');
    const { stepUp } = renderTab(<ArtifactsContent />, api);
    stepUp.answer = async () => {
      api.errors.listRuns = await challenge('{}');
    };
    await user.click(await screen.findByRole('button', continueButton));
    expect(await screen.findByText(/did not help/)).toBeVisible();
    expect(stepUp.asked).toEqual([undefined]);
  });

  it('should say why the popup was of no use', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.listRuns = await challenge();
    const { stepUp } = renderTab(<ArtifactsContent />, api);
    stepUp.answer = async () => {
      throw Object.assign(new Error('Login failed, popup was closed'), {
        name: 'PopupClosedError',
      });
    };
    await user.click(await screen.findByRole('button', continueButton));
    expect(await screen.findByText(/was closed before/)).toBeVisible();
    expect(screen.getByRole('button', continueButton)).toBeEnabled();
  });
});
