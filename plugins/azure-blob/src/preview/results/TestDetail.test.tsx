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
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { TestDetail } from './TestDetail';

describe('TestDetail', () => {
  it('should lead to the line of the log in which the test failed', async () => {
    const name = `rounds half up ${'x'.repeat(600)}`;
    renderTab(
      <TestDetail test={{ suite: 'refund', name, outcome: 'failed' }} />,
      new FakeAzureBlobApi(createDemoWorld()),
      { url: '/catalog/default/component/payments-api/artifacts?run=1284' },
    );
    const link = await screen.findByRole('link', { name: /log/i });
    const href = new URL(link.getAttribute('href') ?? '', 'http://localhost');
    expect(href.pathname).toBe('/catalog/default/component/payments-api/logs');
    expect(Object.fromEntries(href.searchParams)).toEqual({
      run: '1284',
      q: name.slice(0, 512),
    });
  });
});
