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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { exchangeError } from './exchangeErrors';
import { ExchangeStatistics } from './ExchangeStatistics';

describe('ExchangeStatistics', () => {
  it('should count what came of exchanges, and remember the last of each kind', () => {
    jest.useFakeTimers({ now: 1_000 });
    try {
      const statistics = ExchangeStatistics.create();
      expect(statistics.summarize()).toEqual({
        since: new Date(1_000),
        successes: 0,
        failures: [],
      });
      statistics.addSuccess();
      jest.setSystemTime(2_000);
      statistics.addSuccess();
      statistics.addFailure(exchangeError('MfaRequired'));
      jest.setSystemTime(3_000);
      statistics.addFailure(exchangeError('SecretExpired'));
      statistics.addFailure(exchangeError('SecretExpired'));
      jest.setSystemTime(4_000);
      statistics.addFailure(exchangeError('CircuitOpen'));
      statistics.addFailure(exchangeError('CircuitOpen'));
      statistics.addFailure(exchangeError('CircuitOpen'));
      const summary = statistics.summarize();
      expect(summary).toEqual({
        since: new Date(1_000),
        successes: 2,
        lastSuccess: new Date(2_000),
        failures: [
          { code: 'TokenExchangeUnavailable', reason: 'CircuitOpen', count: 3 },
          {
            code: 'TokenExchangeUnavailable',
            reason: 'SecretExpired',
            count: 2,
          },
          { code: 'InteractionRequired', reason: 'MfaRequired', count: 1 },
        ],
        lastFailure: {
          time: new Date(3_000),
          code: 'TokenExchangeUnavailable',
          reason: 'SecretExpired',
        },
      });
      summary.failures[0].count = 99;
      statistics.addFailure(new AzureBlobError('TokenExpired', 'over'));
      expect(statistics.summarize()).toMatchObject({
        failures: [{ count: 3 }, {}, {}, { code: 'TokenExpired', count: 1 }],
        lastFailure: { code: 'TokenExpired', reason: undefined },
      });
    } finally {
      jest.useRealTimers();
    }
  });
});
