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

import { diagnosisChecks } from './diagnosisChecks';
import { explainedCodes, explainedReasons } from './explainFinding';
import { locateFailure } from './locateFailure';

const steps = [...new Set(diagnosisChecks.map(({ step }) => step))];

describe('locateFailure', () => {
  it('should have one general check in each step, and each id once', () => {
    for (const step of steps) {
      const general = diagnosisChecks.filter(
        check => check.step === step && check.general,
      );
      expect(general).toHaveLength(1);
    }
    const ids = diagnosisChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('should know only causes that are explained, each once in a step', () => {
    for (const step of steps) {
      const causes = diagnosisChecks
        .filter(check => check.step === step)
        .flatMap(({ fails }) => fails ?? []);
      expect(new Set(causes).size).toBe(causes.length);
      expect([...explainedCodes, ...explainedReasons]).toEqual(
        expect.arrayContaining(causes),
      );
    }
  });

  it.each([
    ['assertion', 'AssertionInvalid', undefined, 'assertion'],
    ['assertion', 'AssertionInvalid', 'WrongTenant', 'assertion.tenant'],
    ['exchange', 'AssertionInvalid', 'UserDisabled', 'exchange'],
    ['exchange', 'TokenExpired', undefined, 'exchange'],
    ['storage', 'StorageForbidden', 'FirewallBlocked', 'storage.firewall'],
    ['storage', 'StorageForbidden', undefined, 'storage.token'],
    ['storage', 'StorageRoleMissing', 'DelegatorRoleMissing', 'storage.links'],
    ['storage', 'StorageRoleMissing', undefined, 'storage.role'],
    ['storage', 'StorageThrottled', undefined, 'storage.network'],
    ['role', 'Locked', undefined, 'role'],
  ] as const)('should find %s %s %s at %s', (step, code, reason, id) => {
    expect(locateFailure(diagnosisChecks, step, { code, reason }).id).toBe(id);
  });
});
