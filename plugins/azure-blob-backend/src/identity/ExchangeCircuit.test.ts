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
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { ExchangeCircuit } from './ExchangeCircuit';
import { exchangeError } from './exchangeErrors';

/** The window moves on in steps of this, and so does the time of the test. */
const STEP_MS = 3_000;
const STEPS = 10;

type Outcome = 'success' | 'portalFault' | 'userFault';

const FAULTS = {
  portalFault: ['SecretInvalid', 'EntraUnreachable', 'EntraThrottled'],
  userFault: ['MfaRequired', 'ConsentMissing', 'UserNotAssigned'],
} as const;

/** The rules, as a person would check them with pencil and paper. */
class Model {
  step = 0;
  state: 'closed' | 'open' = 'closed';
  openedAt = 0;
  calls: Array<{ step: number; failed: boolean }> = [];

  get isPaused(): boolean {
    return this.state === 'open' && this.step < this.openedAt + STEPS;
  }

  add(outcome: Outcome): void {
    const failed = outcome === 'portalFault';
    this.calls.push({ step: this.step, failed });
    const recent = this.calls.filter(({ step }) => this.step - step < STEPS);
    const failures = recent.filter(call => call.failed).length;
    const isTrial = this.state === 'open';
    if (
      failed &&
      (isTrial || (recent.length >= 5 && failures * 2 > recent.length))
    ) {
      this.state = 'open';
      this.openedAt = this.step;
    } else if (!failed) {
      this.state = 'closed';
    }
  }
}

class Call implements fc.AsyncCommand<Model, ExchangeCircuit> {
  constructor(readonly outcome: Outcome, readonly fault: number) {}

  check = () => true;

  toString = () => this.outcome;

  async run(model: Model, circuit: ExchangeCircuit): Promise<void> {
    const error =
      this.outcome === 'success'
        ? undefined
        : exchangeError(FAULTS[this.outcome][this.fault]);
    let calls = 0;
    const action = async () => {
      calls += 1;
      if (error) {
        throw error;
      }
      return 'token';
    };
    const result = await circuit.run(action).catch(e => e);
    if (model.isPaused) {
      const left = model.openedAt + STEPS - model.step;
      const { code, reason, retryAfterSeconds } = result;
      assert.deepEqual(
        [calls, code, reason, retryAfterSeconds],
        [0, 'TokenExchangeUnavailable', 'CircuitOpen', left * (STEP_MS / 1000)],
      );
      return;
    }
    assert.deepEqual([calls, result], [1, error ?? 'token']);
    model.add(this.outcome);
  }
}

class Wait implements fc.AsyncCommand<Model, ExchangeCircuit> {
  constructor(readonly steps: number) {}

  check = () => true;

  toString = () => `wait ${this.steps}`;

  async run(model: Model): Promise<void> {
    model.step += this.steps;
    await jest.advanceTimersByTimeAsync(this.steps * STEP_MS);
  }
}

describe('ExchangeCircuit', () => {
  const circuits: ExchangeCircuit[] = [];
  function createCircuit(): ExchangeCircuit {
    const circuit = ExchangeCircuit.create();
    circuits.push(circuit);
    return circuit;
  }

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    circuits.splice(0).forEach(circuit => circuit.close());
    jest.useRealTimers();
  });

  it('T10: should open, pause, try once and close as its rules say', async () => {
    const fault = fc.nat(2);
    const call = (outcome: Outcome) => fault.map(n => new Call(outcome, n));
    const commands = fc.commands<Model, ExchangeCircuit, false>(
      [
        call('success'),
        call('portalFault'),
        call('portalFault'),
        call('portalFault'),
        call('userFault'),
        fc.constantFrom(1, 5, 9, 10, 11).map(steps => new Wait(steps)),
      ],
      { maxCommands: 60, size: '+1' },
    );
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(commands, async given => {
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real: createCircuit() }), given);
        opened += model.openedAt > 0 || model.state === 'open' ? 1 : 0;
        circuits.splice(0).forEach(circuit => circuit.close());
      }),
      propertyRuns(),
    );
    // Otherwise the property would say nothing about the pause
    expect(opened).toBeGreaterThan(0);
  }, 120_000);

  it('T10: should let one caller try after the pause, and turn the others away', async () => {
    const circuit = createCircuit();
    const fail = async () => {
      throw exchangeError('SecretExpired');
    };
    for (let i = 0; i < 5; i++) {
      await expect(circuit.run(fail)).rejects.toMatchObject({
        reason: 'SecretExpired',
      });
    }
    await jest.advanceTimersByTimeAsync(30_000);
    let answer = (_: string) => {};
    const trial = circuit.run(
      () => new Promise<string>(resolve => (answer = resolve)),
    );
    const other = jest.fn();
    await expect(circuit.run(other)).rejects.toMatchObject({
      reason: 'CircuitOpen',
      retryAfterSeconds: 1,
    });
    expect(other).not.toHaveBeenCalled();
    answer('token');
    await expect(trial).resolves.toBe('token');
    await expect(circuit.run(async () => 'more')).resolves.toBe('more');
  });

  it('should give an action all the time it takes, and leave no timer behind', async () => {
    const circuit = createCircuit();
    const slow = circuit.run(
      () => new Promise(resolve => setTimeout(resolve, 60_000, 'token')),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(slow).resolves.toBe('token');
    // The one of its window
    expect(jest.getTimerCount()).toBe(1);
    circuit.close();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('T10: should never open for what is wrong with users, and for all else', async () => {
    const circuit = createCircuit();
    for (const fault of [
      new AzureBlobError('InteractionRequired', 'sign in'),
      new AzureBlobError('TokenExpired', 'expired'),
      new AzureBlobError('TokenExchangeUnavailable', 'a code nobody knows'),
      exchangeError('AssertionRejected'),
      exchangeError('BlockedByPolicy'),
      exchangeError('UserDisabled'),
    ]) {
      for (let i = 0; i < 20; i++) {
        await expect(
          circuit.run(async () => {
            throw fault;
          }),
        ).rejects.toBe(fault);
      }
    }
    const broken = createCircuit();
    const bug = new TypeError('a bug');
    for (let i = 0; i < 5; i++) {
      await expect(
        broken.run(async () => {
          throw bug;
        }),
      ).rejects.toBe(bug);
    }
    await expect(broken.run(async () => 'x')).rejects.toMatchObject({
      reason: 'CircuitOpen',
    });
  });
});
