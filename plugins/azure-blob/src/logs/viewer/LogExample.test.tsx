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

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { screen, within } from '@testing-library/react';
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { BuildOutput } from './__testUtils__/LogExample';

describe('the example of docs/log-viewer.md', () => {
  it('should be the one that works', async () => {
    const docs = readFileSync(
      resolve(__dirname, '../../../../../docs/log-viewer.md'),
      'utf8',
    );
    const code = readFileSync(
      resolve(__dirname, '__testUtils__/LogExample.tsx'),
      'utf8',
    );
    const [, example] = /```tsx\n([^]*?)```/.exec(docs) ?? [];
    expect(example).toBe(
      code
        .slice(code.indexOf('import'))
        .replace("'../../../..'", "'backstage-plugin-azure-blob'"),
    );

    renderTab(
      <BuildOutput output={'##[group]Install\nadded\n##[endgroup]\ndone\n'} />,
      new FakeAzureBlobApi(createDemoWorld()),
    );
    const lines = await screen.findByRole('grid', { name: /build.log/ });
    expect(await within(lines).findByText('done')).toBeVisible();
    expect(within(lines).queryByText('added')).not.toBeInTheDocument();
  });
});
