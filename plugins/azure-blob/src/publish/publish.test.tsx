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
import { parse } from 'yaml';
import { createDemoWorld, FakeAzureBlobApi } from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { EmptyArtifacts } from '../artifacts/EmptyArtifacts';
import { PUBLISH_TOOLS, toPublishStep } from './toPublishStep';

const TARGET = {
  entityRef: 'component:default/payments-api',
  account: 'contosobuilds',
  container: 'artifacts',
};
const COMMAND =
  'npx --yes backstage-azure-blob publish dist --entity component:default/payments-api --account contosobuilds --container artifacts --prefix component/default/payments-api';

describe('toPublishStep', () => {
  it('should run the same command from each tool', () => {
    const [, github] = parse(toPublishStep('github', TARGET));
    expect(github.run).toBe(COMMAND);
    const [azure] = parse(toPublishStep('azurePipelines', TARGET));
    expect(azure.inputs.inlineScript).toBe(COMMAND);
    const cli = toPublishStep('cli', TARGET);
    expect(cli.replace(/ \\\n +/g, ' ')).toBe(COMMAND);
  });

  it('should leave to be filled in what the browser does not know', () => {
    const { entityRef } = TARGET;
    for (const tool of PUBLISH_TOOLS) {
      expect(toPublishStep(tool, { entityRef })).toMatch(
        /--account <account>[\s\\]+--container <container>/,
      );
    }
  });

  it('should let no name run anything', () => {
    const entityRef = "component:default/a';$(id)";
    expect(toPublishStep('cli', { entityRef })).toContain(
      `--prefix 'component/default/a'\\'';$(id)'`,
    );
  });
});

describe('EmptyArtifacts', () => {
  it('should tell how to publish, and remember the tool', async () => {
    const user = userEvent.setup();
    const { toasts } = renderTab(
      <EmptyArtifacts
        entityRef="component:default/payments-api"
        location="artifacts"
      />,
      new FakeAzureBlobApi(createDemoWorld()),
    );
    expect(await screen.findByText('No artifacts yet')).toBeVisible();
    expect(screen.getByText(/azure\/login@v2/)).toBeVisible();

    await user.click(screen.getByRole('tab', { name: 'CLI' }));
    expect(
      screen.getByText(/--prefix component\/default\/payments-api/),
    ).toBeVisible();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copied).toHaveBeenCalledWith(
      toPublishStep('cli', { entityRef: TARGET.entityRef }),
    );
    expect(toasts).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Copied' }),
    );
  });
});
